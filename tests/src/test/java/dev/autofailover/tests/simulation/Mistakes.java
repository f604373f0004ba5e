// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.tests.simulation;

import dev.autofailover.simulated.lambda.Invocation;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** Errors of our own making that a function died of: no fault of the world is answered with one of these. */
final class Mistakes {
    private static final Pattern OURS =
            Pattern.compile("\"errorType\":\"(java\\.(lang|util)\\.|com\\.fasterxml|java\\.time)[^\"]*\"");

    private final Chronicle chronicle;

    Mistakes(Chronicle chronicle) {
        this.chronicle = chronicle;
    }

    void check(Invocation invocation) {
        if (invocation.result() instanceof Invocation.Result.Failed(byte[] error)) {
            String text = new String(error, StandardCharsets.UTF_8);
            if (OURS.matcher(text).find()) {
                chronicle.broken(
                        "no mistake of our own", invocation.function() + " in " + invocation.region() + ": " + text);
            }
        }
    }
}
