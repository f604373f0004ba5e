// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.drill.cli;

import dev.autofailover.plan.InvalidPlan;
import dev.autofailover.plan.PlanParser;
import dev.autofailover.plan.PlanSummary;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code autofailover plan …}: what concerns plans before they come into force. */
@Command(name = "plan", description = "Check plans before they come into force.", mixinStandardHelpOptions = true)
public final class PlanCommand implements Runnable {
    private static final int FAILED = 1;
    /** No plan comes near this; a file that does is something else, and is not read into memory. */
    private static final long LARGEST_FILE = 10_000_000;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before anything is run
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "say what to do with the plan: check");
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
            if (Files.isRegularFile(file) && Files.size(file) > LARGEST_FILE) {
                out.println(file + ": larger than " + LARGEST_FILE + " bytes: name a file with one plan");
                return false;
            }
            String summary =
                    PlanSummary.of(PlanParser.parse(Files.readString(file))).text();
            out.println(file + ": right");
            out.println(summary);
            return true;
        } catch (InvalidPlan invalid) {
            invalid.errors().forEach(error -> out.println(file + ": " + error));
        } catch (NoSuchFileException missing) {
            out.println(file + ": no such file: name a file with a plan, such as plans/orders.yaml");
        } catch (CharacterCodingException notText) {
            out.println(file + ": not UTF-8 text: save it as UTF-8");
        } catch (IOException unreadable) {
            out.println(file + ": can't be read: "
                    + (Files.isDirectory(file) ? "it is a directory" : unreadable.getMessage()));
        }
        return false;
    }
}
