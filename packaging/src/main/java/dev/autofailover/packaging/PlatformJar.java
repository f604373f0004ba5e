// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.packaging;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** The JDK's own classes as a jar: a JDK has them in a form, and since 24 not always as files, that ProGuard does not read. */
final class PlatformJar {
    /** What no function could have: windows, and the JDK's own classes that libraries can't name. */
    private static final Pattern UNUSED =
            Pattern.compile("^(java/awt|javax/swing|sun/|jdk/internal/|com/sun/)(?!misc/)");

    private PlatformJar() {}

    /** Writes those of the standard modules and of the unsupported one. */
    static void write(Path jar) throws IOException {
        Path modules = FileSystems.getFileSystem(URI.create("jrt:/")).getPath("modules");
        try (OutputStream file = Files.newOutputStream(jar);
                ZipOutputStream zip = new ZipOutputStream(file);
                Stream<Path> all = Files.list(modules)) {
            zip.setLevel(Deflater.NO_COMPRESSION);
            for (Path module : all.filter(PlatformJar::isOfInterest).toList()) {
                write(module, zip);
            }
        }
    }

    private static boolean isOfInterest(Path module) {
        String name = module.getFileName().toString();
        return name.startsWith("java.") || name.equals("jdk.unsupported");
    }

    private static void write(Path module, ZipOutputStream zip) throws IOException {
        List<Path> classes;
        try (Stream<Path> files = Files.walk(module)) {
            classes = files.filter(file -> file.toString().endsWith(".class") && !file.endsWith("module-info.class"))
                    .filter(file ->
                            !UNUSED.matcher(module.relativize(file).toString()).find())
                    .toList();
        }
        for (Path each : classes) {
            zip.putNextEntry(new ZipEntry(module.relativize(each).toString()));
            Files.copy(each, zip);
            zip.closeEntry();
        }
    }
}
