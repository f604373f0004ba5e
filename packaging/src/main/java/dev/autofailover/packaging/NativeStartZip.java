// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.packaging;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The zip file of a folder, with modes, and with one time for all files. */
final class NativeStartZip {
    /** Lambda's limit on a package's unzipped files (Lambda quotas). */
    private static final long LARGEST_UNZIPPED = 250L * 1024 * 1024;

    private static final Map<String, Object> POSIX = Map.of("create", "true", "enablePosixFileAttributes", "true");

    private NativeStartZip() {}

    /**
     * Packs the folder.
     *
     * @return the size of its files together, in bytes
     * @throws IllegalStateException when that is more than Lambda takes
     */
    static long write(Path folder, Path zip) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(folder)) {
            files = all.filter(file -> !file.equals(folder)).sorted().toList();
        }
        long unzipped = 0;
        for (Path file : files) {
            unzipped += Files.isRegularFile(file) ? Files.size(file) : 0;
        }
        if (unzipped > LARGEST_UNZIPPED) {
            throw new IllegalStateException(folder + " has " + unzipped + " bytes, more than Lambda takes");
        }
        Files.deleteIfExists(zip);
        try (FileSystem packed = FileSystems.newFileSystem(URI.create("jar:" + zip.toUri()), POSIX)) {
            for (Path file : files) {
                add(folder, file, packed);
            }
        }
        return unzipped;
    }

    /** Unpacks with modes and times, as Lambda does. */
    static void extract(Path zip, Path folder) throws IOException {
        try (FileSystem packed = FileSystems.newFileSystem(URI.create("jar:" + zip.toUri()), POSIX);
                Stream<Path> all = Files.walk(packed.getPath("/"))) {
            for (Path file : all.toList()) {
                Path to = folder.resolve(file.toString().substring(1));
                if (Files.isDirectory(file)) {
                    Files.createDirectories(to);
                } else {
                    Files.copy(file, to);
                    Files.setPosixFilePermissions(to, Files.getPosixFilePermissions(file));
                    Files.setLastModifiedTime(to, Files.getLastModifiedTime(file));
                }
            }
        }
    }

    private static void add(Path folder, Path file, FileSystem packed) throws IOException {
        Path to = packed.getPath("/" + folder.relativize(file));
        if (Files.isDirectory(file)) {
            Files.createDirectory(to);
        } else {
            Files.copy(file, to);
        }
        Files.setPosixFilePermissions(to, Files.getPosixFilePermissions(file));
        Files.setLastModifiedTime(to, FileTime.from(NativeStartFolder.TIME));
    }
}
