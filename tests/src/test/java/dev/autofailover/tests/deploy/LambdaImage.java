// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.tests.deploy;

import dev.autofailover.tests.docker.Docker;

/** The base image of AWS for Java functions, for this machine's processor. */
final class LambdaImage {
    /** The processor as the template's Architecture names it. */
    static final String ARCHITECTURE = System.getProperty("os.arch").equals("aarch64") ? "arm64" : "x86_64";

    static final String NAME = "public.ecr.aws/lambda/java:25-" + ARCHITECTURE;

    private LambdaImage() {}

    /** Skips the test, visibly, where Docker has none. */
    static void assumeThere() {
        Docker.assumeImage(NAME);
    }
}
