// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.tests.packaged;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Where the build puts the functions' jars. */
public final class BuiltJar {
    private static final Path PROJECT = Path.of("..");

    private BuiltJar() {}

    /** That of the function's module. */
    public static Path of(String function) {
        return PROJECT.resolve("functions").resolve(function).resolve("target").resolve(function + "-function.jar");
    }

    /** The same, once it is built of the present classes: without, a test is skipped. */
    public static Path fresh(String function) throws IOException {
        Path jar = of(function);
        assumeTrue(
                Files.isRegularFile(jar)
                        && !changedSince(jar, jar.resolveSibling("classes"))
                        && !changedSince(jar, PROJECT.resolve("shared-lib/target/classes")),
                () -> "the jar of " + function + " is not built, or older than its classes: mvn package");
        return jar;
    }

    private static boolean changedSince(Path jar, Path classes) throws IOException {
        try (Stream<Path> files = Files.walk(classes)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (Files.getLastModifiedTime(file).compareTo(Files.getLastModifiedTime(jar)) > 0) {
                    return true;
                }
            }
        }
        return false;
    }
}
