// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.drill.cli;

import dev.autofailover.drill.operate.PlanFile;
import dev.autofailover.plan.PlanSummary;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code autofailover plan …}: what is done with plans; applying them and their permissions are classes of their own. */
@Command(name = "plan", description = "Check plans, put them in force.", mixinStandardHelpOptions = true)
public final class PlanCommand implements Runnable {
    private static final int FAILED = 1;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before anything is run
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "say what to do with the plan: check, apply or policy");
    }

    @Command(
            name = "check",
            description = "Say everything that is wrong with each plan, or what it means in words.",
            mixinStandardHelpOptions = true)
    int check(@Parameters(arity = "1..*", paramLabel = "FILE", description = "YAML or JSON") List<Path> files) {
        PrintWriter out = spec.commandLine().getOut();
        boolean allRight = true;
        for (Path file : files) {
            allRight &= check(file, out);
        }
        return allRight ? 0 : FAILED;
    }

    private static boolean check(Path file, PrintWriter out) {
        try {
            String summary = PlanSummary.of(PlanFile.read(file).plan()).text();
            out.println(file + ": right");
            out.println(summary);
            return true;
        } catch (PlanFile.Wrong wrong) {
            wrong.lines().forEach(out::println);
            return false;
        }
    }
}
