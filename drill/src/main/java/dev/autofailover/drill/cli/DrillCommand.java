// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.drill.cli;

import dev.autofailover.drill.drills.Drill;
import dev.autofailover.drill.drills.DrillRunner;
import dev.autofailover.drill.drills.Drills;
import dev.autofailover.drill.report.Console;
import dev.autofailover.drill.report.DrillReport;
import dev.autofailover.drill.report.HtmlReport;
import dev.autofailover.drill.report.JsonReport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code autofailover drill}: plays drills in a lab; exit code 0 only when each did what it should. */
@Command(
        name = "drill",
        mixinStandardHelpOptions = true,
        description = "Fail over on purpose, on this machine, with real databases, and see a verdict.")
public final class DrillCommand implements Callable<Integer> {
    private static final int FAILED = 1;

    private final Path root;

    @Mixin
    private LabFlags lab = new LabFlags();

    @Option(names = "--list", description = "what drills there are, and what each expects")
    private boolean list;

    @Option(names = "--runs", paramLabel = "N", defaultValue = "1", description = "play each drill N times")
    private int runs = 1;

    @Option(names = "--json", paramLabel = "FILE", description = "write the reports as data")
    private @Nullable Path json;

    @Option(
            names = "--report",
            paramLabel = "DIR",
            description = "write a page for each drill below DIR (default: target/drill)")
    private @Nullable Path report;

    @Parameters(paramLabel = "NAME", arity = "0..*", description = "drills, or all (default: region-outage)")
    private List<String> names = List.of();

    @Spec
    private @Nullable CommandSpec spec;

    /** For the project in {@code root}. */
    public DrillCommand(Path root) {
        this.root = root;
    }

    @Override
    public Integer call() throws IOException {
        if (list) {
            Drills.ALL.forEach(drill -> commandLine()
                    .getOut()
                    .printf("%-16s %s%n%-16s expected: %s%n", drill.name(), drill.happens(), "", drill.expected()));
            return 0;
        }
        List<Drill> wanted = wanted();
        if (runs < 1 || runs > 1000) {
            throw new ParameterException(commandLine(), "--runs " + runs + ": a number from 1 to 1000");
        }
        Console console = new Console(
                commandLine().getOut(), commandLine().getColorScheme().ansi().enabled());
        DrillRunner runner = new DrillRunner(lab.options(root), console);
        List<DrillReport> reports = new ArrayList<>();
        for (int run = 1; run <= runs; run++) {
            for (Drill drill : wanted) {
                reports.add(play(runner, drill, console, run));
            }
        }
        if (json != null) {
            JsonReport.write(json, reports);
        }
        if (reports.size() > 1) {
            summary(console, reports);
        }
        return reports.stream().allMatch(DrillReport::passed) ? 0 : FAILED;
    }

    private DrillReport play(DrillRunner runner, Drill drill, Console console, int run) throws IOException {
        DrillReport done = runner.run(drill);
        Path folder = Optional.ofNullable(report)
                .orElseGet(() -> root.resolve("target").resolve("drill"));
        Path page = HtmlReport.write(folder.resolve(run == 1 ? drill.name() : drill.name() + "-" + run), done);
        console.remark("report  " + shown(page));
        return done;
    }

    private Path shown(Path page) {
        Path here = Path.of("").toAbsolutePath();
        Path absolute = page.toAbsolutePath().normalize();
        return absolute.startsWith(here) ? here.relativize(absolute) : absolute;
    }

    private static void summary(Console console, List<DrillReport> reports) {
        long passed = reports.stream().filter(DrillReport::passed).count();
        console.title(passed + " of " + reports.size() + " drills passed");
        reports.stream()
                .filter(each -> !each.passed())
                .forEach(each -> console.remark("  " + each.drill() + ": " + String.join("; ", each.misses())));
    }

    private List<Drill> wanted() {
        if (names.isEmpty()) {
            return List.of(Drills.ALL.getFirst());
        }
        if (names.equals(List.of("all"))) {
            return Drills.ALL;
        }
        return names.stream()
                .map(name -> Drills.find(name)
                        .orElseThrow(() -> new ParameterException(
                                commandLine(),
                                "no drill is called " + name + ": one of "
                                        + Drills.ALL.stream().map(Drill::name).collect(Collectors.joining(", "))
                                        + ", all")))
                .toList();
    }

    private CommandLine commandLine() {
        if (spec == null) {
            throw new IllegalStateException("not called by picocli");
        }
        return spec.commandLine();
    }
}
