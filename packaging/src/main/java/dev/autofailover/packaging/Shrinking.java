// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.packaging;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** ProGuard as a program of its own, for its licence is not ours, with the rules of {@code small-jars.pro}. */
final class Shrinking {
    private final Path rules;
    private final Path work;
    private final Path platform;
    private final Path table;

    private Shrinking(Path rules, Path work) {
        this.rules = rules;
        this.work = work;
        this.platform = work.resolve("platform.jar");
        this.table = work.resolve("service-table.jar");
    }

    /** With the rules in that folder, working below its {@code target}. */
    static Shrinking in(Path folder) throws IOException {
        Shrinking shrinking = new Shrinking(
                folder.resolve("small-jars.pro"), folder.resolve("target").resolve("small-jars"));
        Files.createDirectories(shrinking.work);
        PlatformJar.write(shrinking.platform);
        SmallJar.write(
                shrinking.table, Map.of(ServiceTable.FILE, ServiceTable.bytes()), LocalDateTime.of(2000, 1, 1, 0, 0));
        return shrinking;
    }

    /**
     * The classes of the jar that are reached, as its entries, with the {@link ServiceTable} that is not the SDK's.
     *
     * @param named classes that stay because a file names them
     */
    Map<String, byte[]> reached(Path jar, Set<String> named) throws IOException, InterruptedException {
        Path reached = work.resolve(jar.getFileName());
        Files.deleteIfExists(reached);
        Path arguments = work.resolve(jar.getFileName() + ".pro");
        Files.writeString(
                arguments,
                named.stream()
                        .map(name -> "-keep class " + name + " { *; }\n")
                        .collect(Collectors.joining(
                                "",
                                "-injars '%s'%n-injars '%s'(!META-INF/versions/**,!%s)%n-outjars '%s'%n-libraryjars '%s'%n"
                                        .formatted(table, jar, ServiceTable.FILE, reached, platform),
                                "")));
        Path log = work.resolve(jar.getFileName() + ".log");
        Process process = new ProcessBuilder(List.of(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "proguard.ProGuard",
                        "@" + rules,
                        "@" + arguments))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        if (process.waitFor() != 0) {
            throw new IllegalStateException("ProGuard failed: see " + log);
        }
        Map<String, byte[]> classes = new TreeMap<>(SmallJar.read(reached));
        classes.keySet().removeIf(name -> !name.endsWith(".class") || name.startsWith("META-INF/"));
        return classes;
    }
}
