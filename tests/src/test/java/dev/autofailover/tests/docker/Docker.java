// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.tests.docker;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Docker by its command. A test that needs it is skipped, visibly, where it does not answer or has not the image. */
public final class Docker {
    private static final Duration ANSWERS_WITHIN = Duration.ofSeconds(5);
    private static final Duration LONGEST = Duration.ofSeconds(60);

    private Docker() {}

    /** Skips the test where that image is not there. No test pulls one: that is for .ci/run, or by hand. */
    public static void assumeImage(String image) {
        assumeTrue(succeeds("info"), "Docker does not answer, so nothing is run in a container");
        assumeTrue(
                succeeds("image", "inspect", image),
                () -> "Docker has no image " + image + ", so nothing is run in it: docker pull " + image);
    }

    /**
     * What {@code docker} with those words prints.
     *
     * @throws AssertionError when it fails, with what it says, or takes longer than a minute
     */
    public static String run(List<String> words) {
        List<String> command = new ArrayList<>(List.of("docker"));
        command.addAll(words);
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            // A few lines at most: they wait in the pipe.
            if (!process.waitFor(LONGEST)) {
                process.destroyForcibly();
                throw new AssertionError(String.join(" ", command) + " takes longer than " + LONGEST);
            }
            String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            if (process.exitValue() != 0) {
                throw new AssertionError(String.join(" ", command) + ": " + printed);
            }
            return printed;
        } catch (IOException noDocker) {
            throw new AssertionError(noDocker);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new AssertionError(stopped);
        }
    }

    private static boolean succeeds(String... words) {
        List<String> command = new ArrayList<>(List.of("docker"));
        command.addAll(List.of(words));
        try {
            Process process = new ProcessBuilder(command)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (process.waitFor(ANSWERS_WITHIN)) {
                return process.exitValue() == 0;
            }
            process.destroyForcibly();
            return false;
        } catch (IOException noDocker) {
            return false;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new AssertionError(stopped);
        }
    }
}
