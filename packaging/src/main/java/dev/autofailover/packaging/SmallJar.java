// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.packaging;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/** Jars as maps of their entries, and as the same bytes whenever and wherever they are written. */
final class SmallJar {
    private static final String MANIFEST = "META-INF/MANIFEST.MF";

    private SmallJar() {}

    /** Its files by name, in the order of names. */
    static Map<String, byte[]> read(Path jar) throws IOException {
        Map<String, byte[]> entries = new TreeMap<>();
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            for (ZipEntry entry :
                    zip.stream().filter(each -> !each.isDirectory()).toList()) {
                try (InputStream bytes = zip.getInputStream(entry)) {
                    entries.put(entry.getName(), bytes.readAllBytes());
                }
            }
        }
        return entries;
    }

    /** Writes the manifest first, as Java wants it, and the others in the order of their names. */
    static void write(Path jar, Map<String, byte[]> entries, LocalDateTime time) throws IOException {
        try (OutputStream file = Files.newOutputStream(jar);
                ZipOutputStream zip = new ZipOutputStream(file)) {
            zip.setLevel(Deflater.BEST_COMPRESSION);
            write(zip, MANIFEST, entries.getOrDefault(MANIFEST, new byte[0]), time);
            for (Map.Entry<String, byte[]> entry : new TreeMap<>(entries).entrySet()) {
                if (!entry.getKey().equals(MANIFEST)) {
                    write(zip, entry.getKey(), entry.getValue(), time);
                }
            }
        }
    }

    private static void write(ZipOutputStream zip, String name, byte[] bytes, LocalDateTime time) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setTimeLocal(time);
        // Known before the entry is written, they need not be said again behind it: 16 bytes for each of thousands.
        CRC32 sum = new CRC32();
        sum.update(bytes);
        entry.setCrc(sum.getValue());
        entry.setSize(bytes.length);
        entry.setCompressedSize(deflated(bytes));
        zip.putNextEntry(entry);
        zip.write(bytes);
        zip.closeEntry();
    }

    private static long deflated(byte[] bytes) {
        try (Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true)) {
            deflater.setInput(bytes);
            deflater.finish();
            byte[] part = new byte[8192];
            while (!deflater.finished()) {
                deflater.deflate(part);
            }
            return deflater.getBytesWritten();
        }
    }
}
