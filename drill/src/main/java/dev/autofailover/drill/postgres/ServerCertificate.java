// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.drill.postgres;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The self-signed certificate of a lab's servers, and its key. The certificate is its own root: what names it as trusted
 * (JDBC: {@code sslrootcert}) can verify a server by any of the names in it.
 */
public record ServerCertificate(Path certificate, Path key) {
    private static final String ALIAS = "server";

    /**
     * Makes one with the JDK's own keytool.
     *
     * @param names the host names that it is good for; at least one
     */
    static ServerCertificate create(Path folder, List<String> names, ServerUser user) {
        try {
            Files.createDirectories(folder);
            // The servers' user must get to the two files, and nobody else needs to list them.
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
            var store = folder.resolve("server.p12");
            var secret = Login.withRandomPassword("keystore").password();
            generate(store, names, secret);
            var made = write(store, secret, folder);
            Files.delete(store);
            user.own(made.key);
            return made;
        } catch (IOException | GeneralSecurityException e) {
            throw new LabException("cannot make the servers' certificate", e);
        }
    }

    private static void generate(Path store, List<String> names, String secret) {
        var keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
        var alternatives = Stream.concat(names.stream().map(name -> "dns:" + name), Stream.of("ip:127.0.0.1"))
                .collect(Collectors.joining(","));
        var words = List.of(
                keytool.toString(),
                "-genkeypair",
                "-alias",
                ALIAS,
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-dname",
                "CN=Autofailover lab",
                "-ext",
                "san=" + alternatives,
                "-validity",
                "30",
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass:env",
                "STORE_SECRET",
                "-J-XX:TieredStopAtLevel=1",
                "-J-XX:+UseSerialGC");
        var made = Command.run(Path.of("/"), words, Map.of("STORE_SECRET", secret));
        if (!made.succeeded()) {
            throw new LabException("keytool failed: " + made.output().strip());
        }
    }

    private static ServerCertificate write(Path store, String secret, Path folder)
            throws IOException, GeneralSecurityException {
        var keys = KeyStore.getInstance(store.toFile(), secret.toCharArray());
        var certificate = folder.resolve("server.crt");
        var key = folder.resolve("server.key");
        Files.writeString(
                certificate, pem("CERTIFICATE", keys.getCertificate(ALIAS).getEncoded()));
        Files.setPosixFilePermissions(certificate, PosixFilePermissions.fromString("rw-r--r--"));
        Files.createFile(key, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(
                key, pem("PRIVATE KEY", keys.getKey(ALIAS, secret.toCharArray()).getEncoded()));
        return new ServerCertificate(certificate, key);
    }

    private static String pem(String what, byte[] content) {
        var lines = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                .encodeToString(content);
        return "-----BEGIN " + what + "-----\n" + lines + "\n-----END " + what + "-----\n";
    }
}
