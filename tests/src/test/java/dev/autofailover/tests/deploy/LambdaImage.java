// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.tests.deploy;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** The base image of AWS for Java functions, for this machine's processor. A test that needs it is skipped where Docker has none. */
final class LambdaImage {
    private static final String NAME = "public.ecr.aws/lambda/java:25-";
    private static final Duration ANSWERS_WITHIN = Duration.ofSeconds(15);
    private static final Duration PULLED_WITHIN = Duration.ofSeconds(60);

    private LambdaImage() {}

    /** The processor as the template's Architecture names it; pulls the image where it is not there. */
    static String architecture() {
        String architecture = System.getProperty("os.arch").equals("aarch64") ? "arm64" : "x86_64";
        String image = NAME + architecture;
        assumeTrue(succeeds(ANSWERS_WITHIN, "docker", "info"), "Docker does not answer, so no container is compared");
        assumeTrue(
                succeeds(ANSWERS_WITHIN, "docker", "image", "inspect", image)
                        || succeeds(PULLED_WITHIN, "docker", "pull", "-q", image),
                () -> "Docker has no image " + image + " and can't pull it, so no container is compared");
        return architecture;
    }

    private static boolean succeeds(Duration within, String... command) {
        try {
            Process process = new ProcessBuilder(List.of(command))
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (process.waitFor(within)) {
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
