// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.drill.postgres;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/**
 * The PostgreSQL programs ({@code postgres}, {@code initdb}) from the class path, unpacked once into a cache folder.
 *
 * @param home the folder with {@code bin}, {@code lib} and {@code share}
 */
public record PostgresBinaries(Path home) {

    /**
     * Unpacks them unless that has been done. The folder's name holds the archive's digest, so another version goes to another
     * folder; it appears complete or not at all, also when two labs start at once.
     *
     * @throws LabException where there are no programs for this machine, or the cache can't be written
     */
    public static PostgresBinaries unpackedIn(Path cache) {
        var resource = "/postgres-" + system() + "-" + processor() + ".txz";
        try {
            var home = cache.resolve("postgres-" + digest(resource));
            if (!Files.isDirectory(home)) {
                unpack(resource, cache, home);
            }
            return new PostgresBinaries(home);
        } catch (IOException e) {
            throw new LabException("cannot unpack PostgreSQL into " + cache, e);
        }
    }

    /** The path of one of the programs. */
    public Path program(String name) {
        return home.resolve("bin").resolve(name);
    }

    private static void unpack(String resource, Path cache, Path home) throws IOException {
        Files.createDirectories(cache);
        var part = Files.createTempDirectory(
                cache,
                ".unpacking-",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
        try {
            // The file mode given above was narrowed by the umask; a server that runs as another user must get in.
            Files.setPosixFilePermissions(part, PosixFilePermissions.fromString("rwxr-xr-x"));
            try (var tar = new TarArchiveInputStream(new XZCompressorInputStream(open(resource)))) {
                for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                    unpack(tar, entry, part);
                }
            }
            moveIntoPlace(part, home);
        } finally {
            FileTree.delete(part);
        }
    }

    private static void moveIntoPlace(Path part, Path home) throws IOException {
        try {
            Files.move(part, home, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileSystemException e) {
            // Another lab was first: its copy is as good as ours.
            if (!Files.isDirectory(home)) {
                throw e;
            }
        }
    }

    private static void unpack(TarArchiveInputStream tar, TarArchiveEntry entry, Path root) throws IOException {
        var path = root.resolve(entry.getName()).normalize();
        if (!path.startsWith(root)) {
            throw new IOException("entry outside the archive's folder: " + entry.getName());
        }
        Files.createDirectories(entry.isDirectory() ? path : path.resolveSibling("."));
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
        } else if (entry.isLink()) {
            Files.createLink(path, root.resolve(entry.getLinkName()));
        } else if (entry.isFile()) {
            Files.copy(tar, path);
        }
        if (!entry.isSymbolicLink()) {
            boolean executable = entry.isDirectory() || (entry.getMode() & 0100) != 0;
            Files.setPosixFilePermissions(
                    path, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
        }
    }

    private static String digest(String resource) throws IOException {
        try (var in = new DigestInputStream(open(resource), MessageDigest.getInstance("SHA-256"))) {
            in.transferTo(java.io.OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(in.getMessageDigest().digest(), 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static InputStream open(String resource) {
        var stream = PostgresBinaries.class.getResourceAsStream(resource);
        if (stream == null) {
            throw new LabException(
                    "no PostgreSQL for this machine: " + resource.substring(1) + " is not on the class path");
        }
        return stream;
    }

    private static String system() {
        return System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("mac") ? "darwin" : "linux";
    }

    private static String processor() {
        var name = System.getProperty("os.arch");
        return switch (name) {
            case "amd64" -> "x86_64";
            case "aarch64" -> "arm_64";
            default -> name;
        };
    }
}
