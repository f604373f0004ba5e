// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.drill;

import dev.autofailover.drill.cli.DrillCommand;
import dev.autofailover.drill.cli.InvokeCommand;
import dev.autofailover.drill.cli.LabCommand;
import dev.autofailover.drill.cli.Operating;
import dev.autofailover.drill.cli.PlanApplyCommand;
import dev.autofailover.drill.cli.PlanCommand;
import dev.autofailover.drill.cli.PlanPolicyCommand;
import dev.autofailover.drill.cli.ReadinessCommand;
import dev.autofailover.drill.cli.RecordCommand;
import dev.autofailover.drill.cli.StatusCommand;
import dev.autofailover.drill.operate.NotPossible;
import dev.autofailover.drill.operate.OperatorAws;
import dev.autofailover.lambda.Surroundings;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Set;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command {@code autofailover}; each subcommand is a class of its own. */
@Command(
        name = "autofailover",
        description =
                "Decides when the active site of a two-Region database is lost, and moves the service to the standby.",
        mixinStandardHelpOptions = true,
        version = "autofailover 0.1.0")
public final class Main implements Runnable {
    /** What was asked for did not come about: errors in a plan, a failed drill, a function that ended with an error. */
    private static final int FAILED = 1;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before anything is run
    private CommandSpec spec;

    /** For picocli and for tests; the way in is {@link #execute}. */
    Main() {}

    /** Runs the command and ends the process with its exit code. */
    public static void main(String[] args) {
        if (args.length > 0 && Set.of("drill", "lab").contains(args[0])) {
            CommandLog.toFile(Home.folder().resolve("target").resolve("lab.log"));
        } else {
            CommandLog.toStandardError();
        }
        int exitCode = execute(args, utf8(System.out), utf8(System.err));
        System.exit(exitCode);
    }

    /**
     * Runs the command.
     *
     * @param out what was asked for
     * @param err everything else
     * @return 0 when it came about, 1 when not, 2 when the arguments can't be understood
     */
    public static int execute(String[] args, PrintStream out, PrintStream err) {
        return execute(args, out, err, OperatorAws::here);
    }

    /** The same in a world of the caller's. */
    static int execute(String[] args, PrintStream out, PrintStream err, Supplier<Surroundings> world) {
        Operating operating = new Operating(Home.folder(), world);
        var command = new CommandLine(new Main())
                .addSubcommand(new CommandLine(new PlanCommand())
                        .addSubcommand(new PlanApplyCommand(operating))
                        .addSubcommand(new PlanPolicyCommand()))
                .addSubcommand(new ReadinessCommand(operating))
                .addSubcommand(new StatusCommand(operating))
                .addSubcommand(new InvokeCommand(Home.folder(), Clock.systemUTC()))
                .addSubcommand(new RecordCommand(world, System.in))
                .addSubcommand(new DrillCommand(Home.folder()))
                .addSubcommand(new LabCommand(Home.folder()))
                .setOut(new PrintWriter(out, true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(err, true, StandardCharsets.UTF_8))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((thrown, line, result) -> {
                    line.getErr().println("autofailover: " + inOneLine(thrown));
                    return FAILED;
                });
        int exitCode = command.execute(args);
        command.getOut().flush();
        command.getErr().flush();
        return exitCode;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "say what to do");
    }

    private static String inOneLine(Exception thrown) {
        if (thrown instanceof NotPossible foreseen) {
            return foreseen.text();
        }
        String message = String.valueOf(thrown.getMessage()).lines().findFirst().orElse("");
        return thrown.getClass().getSimpleName() + ": " + message;
    }

    private static PrintStream utf8(PrintStream stream) {
        return new PrintStream(stream, true, StandardCharsets.UTF_8);
    }
}
