// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.packaging;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipFile;

/** What Lambda finds as {@code /var/task}, but for the cache, which the training adds. */
final class NativeStartFolder {
    /** The time of last change of every file, in training as on Lambda: JVMs may take their cache only with jars of that time. */
    static final Instant TIME = Instant.parse("2026-11-21T00:00:00Z");
    /** The files beside the function's jar. */
    private static final List<String> CLIENT =
            List.of("aws-lambda-java-runtime-interface-client.jar", "aws-lambda-java-serialization.jar");

    private NativeStartFolder() {}

    /** A folder for that function below {@code target}, made anew. */
    static Path of(DeployedFunction function, Path target, Path runtime) throws IOException {
        Path folder = target.resolve("native-start").resolve(function.module());
        delete(folder);
        copy(runtime, folder.resolve("runtime"));
        jar(function.jar(), folder.resolve("function.jar"));
        for (String name : CLIENT) {
            jar(target.resolve("runtime-client").resolve(name), folder.resolve(name));
        }
        library(folder);
        Files.writeString(folder.resolve("launch"), resource("launch"));
        Path bootstrap = folder.resolve("bootstrap");
        Files.writeString(bootstrap, resource("bootstrap"));
        Files.setPosixFilePermissions(bootstrap, PosixFilePermissions.fromString("rwxr-xr-x"));
        return folder;
    }

    /** The Java runtime for all of them. */
    static Path runtime(Path target) throws IOException {
        Path runtime = target.resolve("native-start").resolve("runtime");
        delete(runtime);
        Files.createDirectories(runtime.getParent());
        RuntimeImage.link(runtime);
        return runtime;
    }

    /** The library of the runtime interface client lies beside it: else each start would write it to {@code /tmp}. */
    private static void library(Path folder) throws IOException {
        String name = "jni/libaws-lambda-jni.linux-" + architecture() + ".so";
        try (ZipFile client = new ZipFile(folder.resolve(CLIENT.getFirst()).toFile());
                InputStream library = client.getInputStream(client.getEntry(name))) {
            Files.copy(library, folder.resolve("runtime-client.so"));
        }
    }

    private static String architecture() {
        String machine = System.getProperty("os.arch");
        return switch (machine) {
            case "amd64" -> "x86_64";
            case "aarch64" -> "aarch_64";
            default -> throw new IllegalStateException("Lambda has no machines of the architecture " + machine);
        };
    }

    private static void jar(Path from, Path to) throws IOException {
        Files.copy(from, to);
        Files.setLastModifiedTime(to, FileTime.from(TIME));
    }

    private static String resource(String name) throws IOException {
        try (InputStream text = NativeStartFolder.class.getResourceAsStream(name)) {
            if (text == null) {
                throw new IllegalStateException(name + " is missing beside this class");
            }
            return new String(text.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            files.forEach(file -> {
                try {
                    Path copy = to.resolve(from.relativize(file).toString());
                    Files.createDirectories(copy.getParent());
                    Files.copy(file, copy);
                } catch (IOException failed) {
                    throw new UncheckedIOException(failed);
                }
            });
        }
    }

    /** The folder with all that is in it, where there is one. */
    static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
