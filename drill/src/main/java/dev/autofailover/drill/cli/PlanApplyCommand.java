// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.drill.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.autofailover.drill.operate.NotPossible;
import dev.autofailover.drill.operate.Orchestrator;
import dev.autofailover.drill.operate.PlanFile;
import dev.autofailover.json.Json;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code autofailover plan apply}: puts plans in force; none is sent unless all are right. */
@Command(
        name = "apply",
        mixinStandardHelpOptions = true,
        description = "Check plans, and put them in force when all are right.")
public final class PlanApplyCommand implements Callable<Integer> {
    private static final int FAILED = 1;

    private final Operating operating;

    @Mixin
    private ControlFlags flags = new ControlFlags();

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "YAML or JSON")
    private List<Path> files = List.of();

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before anything is run
    private CommandSpec spec;

    public PlanApplyCommand(Operating operating) {
        this.operating = operating;
    }

    @Override
    public Integer call() throws NotPossible {
        PrintWriter out = spec.commandLine().getOut();
        List<PlanFile> plans = new ArrayList<>();
        for (Path file : files) {
            try {
                plans.add(PlanFile.read(file));
            } catch (PlanFile.Wrong wrong) {
                wrong.lines().forEach(out::println);
            }
        }
        if (plans.size() < files.size()) {
            spec.commandLine().getErr().println("autofailover: nothing was applied");
            return FAILED;
        }
        boolean all = true;
        for (PlanFile plan : plans) {
            all &= apply(plan, out);
        }
        return all ? 0 : FAILED;
    }

    /** Where the plan itself says that it is decided, unless the operator says another Region. */
    private boolean apply(PlanFile plan, PrintWriter out) throws NotPossible {
        Operating.Line line = operating.to(flags.said().orIn(plan.plan().control()));
        ObjectNode answer = new Orchestrator(line.aws(), line.control())
                .answer(Json.object()
                        .put("command", "apply-plan")
                        .put("plan", plan.text())
                        .put("by", flags.by()));
        if (answer.path("accepted").asBoolean()) {
            out.println(plan.file() + ": " + plan.plan().service() + " version "
                    + answer.path("planVersion").asInt() + " "
                    + answer.path("text").asText());
            return true;
        }
        out.println(plan.file() + ": refused: " + answer.path("text").asText());
        for (JsonNode error : answer.path("errors")) {
            out.println(plan.file() + ": " + error.path("path").asText() + ": "
                    + error.path("value").asText() + ": " + error.path("remedy").asText());
        }
        return false;
    }
}
