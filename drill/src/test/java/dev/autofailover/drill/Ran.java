// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.drill;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What became of one run of the command. */
record Ran(int exitCode, String out, String err) {
    /** Runs the command in this JVM. */
    static Ran with(String... args) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        int exitCode = Main.execute(
                args,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
        return new Ran(exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    /** The lines of standard output. */
    List<String> lines() {
        return out.lines().toList();
    }
}
