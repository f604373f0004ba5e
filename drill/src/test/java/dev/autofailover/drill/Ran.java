// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.drill;

import dev.autofailover.drill.operate.OperatorAws;
import dev.autofailover.lambda.Surroundings;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Supplier;

/** What became of one run of the command. */
record Ran(int exitCode, String out, String err) {
    /** Runs the command in this JVM. */
    static Ran with(String... args) {
        return in(OperatorAws::here, args);
    }

    /** Runs the command in this JVM, against that world. */
    static Ran in(Supplier<Surroundings> world, String... args) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        int exitCode = Main.execute(
                args,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                world);
        return new Ran(exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    /** The lines of standard output. */
    List<String> lines() {
        return out.lines().toList();
    }
}
