// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.packaging;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * A key and certificate for loopback, made for one training, so that what TLS needs comes into the cache.
 *
 * @param trusted a trust store with that certificate among the authorities of this JDK, which are as many as on Lambda
 * @param server what a server on loopback listens with
 */
record LoopbackTls(Path trusted, SSLContext server) {
    private static final String ALIAS = "loopback";
    /** Of a key that lives as long as the training does. */
    private static final String PASSWORD = "changeit";

    /** Made anew in that folder. */
    static LoopbackTls in(Path folder) throws IOException, InterruptedException {
        Path java = Path.of(System.getProperty("java.home"));
        Path key = folder.resolve("loopback.p12");
        Files.createDirectories(folder);
        Files.deleteIfExists(key);
        // An RSA key, as the certificates of AWS have.
        List<String> keytool = List.of(
                java.resolve("bin/keytool").toString(),
                "-genkeypair",
                "-keystore",
                key.toString(),
                "-storepass",
                PASSWORD,
                "-alias",
                ALIAS,
                "-keyalg",
                "RSA",
                "-keysize",
                "2048",
                "-dname",
                "CN=127.0.0.1",
                "-ext",
                "san=ip:127.0.0.1",
                "-validity",
                "1");
        int code = new ProcessBuilder(keytool).inheritIO().start().waitFor();
        if (code != 0) {
            throw new IOException("keytool made no key: it ended with " + code);
        }
        try {
            KeyStore own = KeyStore.getInstance(key.toFile(), PASSWORD.toCharArray());
            return new LoopbackTls(trusting(own, java, folder.resolve("trusted.p12")), server(own));
        } catch (GeneralSecurityException broken) {
            throw new IOException("no TLS on loopback", broken);
        }
    }

    /** Java's options to trust it. */
    List<String> options() {
        return List.of("-Djavax.net.ssl.trustStore=" + trusted, "-Djavax.net.ssl.trustStorePassword=" + PASSWORD);
    }

    private static Path trusting(KeyStore own, Path java, Path file) throws IOException, GeneralSecurityException {
        KeyStore authorities =
                KeyStore.getInstance(java.resolve("lib/security/cacerts").toFile(), PASSWORD.toCharArray());
        authorities.setCertificateEntry(ALIAS, own.getCertificate(ALIAS));
        try (OutputStream out = Files.newOutputStream(file)) {
            authorities.store(out, PASSWORD.toCharArray());
        }
        return file;
    }

    private static SSLContext server(KeyStore own) throws GeneralSecurityException {
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(own, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }
}
