// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.drill.cli;

import dev.autofailover.drill.operate.NotPossible;
import dev.autofailover.drill.readiness.Readiness;
import dev.autofailover.drill.readiness.ReadinessReport;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code autofailover readiness}: exit code 0 only when nothing that was seen stands in the way of a failover. */
@Command(
        name = "readiness",
        mixinStandardHelpOptions = true,
        description = "Say whether a service could fail over now, as AWS shows it. Changes nothing.")
public final class ReadinessCommand implements Callable<Integer> {
    private static final int NOT_READY = 1;

    private final Operating operating;

    @Mixin
    private ControlFlags flags = new ControlFlags();

    @Option(names = "--json", description = "print it as data")
    private boolean json;

    @Parameters(paramLabel = "SERVICE", description = "its name, as its plan has it")
    private String service = "";

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before anything is run
    private CommandSpec spec;

    public ReadinessCommand(Operating operating) {
        this.operating = operating;
    }

    @Override
    public Integer call() throws NotPossible {
        Operating.Line line = operating.to(flags.said());
        ReadinessReport report = new Readiness(line.aws(), line.control()).of(service, flags.by());
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(report.json().toPrettyString());
        } else {
            report.lines().forEach(out::println);
        }
        return report.ready() ? 0 : NOT_READY;
    }
}
