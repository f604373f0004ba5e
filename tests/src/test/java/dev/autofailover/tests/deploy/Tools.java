// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.tests.deploy;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The tools that .ci/run installs, in the folder that AUTOFAILOVER_TOOLS names. A test that needs one is skipped where it is not. */
final class Tools {
    static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();

    private Tools() {}

    static Path sam() {
        return tool("sam", "sam");
    }

    static Path miniStack() {
        return tool("emulators", "ministack");
    }

    private static Path tool(String set, String name) {
        String folder = Optional.ofNullable(System.getenv("AUTOFAILOVER_TOOLS")).orElse("");
        assumeTrue(!folder.isBlank(), () -> "AUTOFAILOVER_TOOLS names no folder with " + name + ", as .ci/run does");
        Path path = Path.of(folder, set, "bin", name);
        assumeTrue(Files.isExecutable(path), () -> path + " is not installed");
        return path;
    }
}
