// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.drill.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.autofailover.drill.operate.NotPossible;
import dev.autofailover.drill.operate.Orchestrator;
import dev.autofailover.drill.operate.StatusLines;
import dev.autofailover.json.Json;
import dev.autofailover.message.RecordJson;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code autofailover status}: what the orchestrator's records say. */
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        description = "Say where services are active, what is under way, owed or asked.")
public final class StatusCommand implements Callable<Integer> {
    private static final int FAILED = 1;

    private final Operating operating;

    @Mixin
    private ControlFlags flags = new ControlFlags();

    @Option(names = "--json", description = "print the orchestrator's answer as it is")
    private boolean json;

    @Parameters(arity = "0..1", paramLabel = "SERVICE", description = "its name (default: all services)")
    private @Nullable String service;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before anything is run
    private CommandSpec spec;

    public StatusCommand(Operating operating) {
        this.operating = operating;
    }

    @Override
    public Integer call() throws NotPossible {
        Operating.Line line = operating.to(flags.said());
        ObjectNode command = Json.object().put("command", "status").put("by", flags.by());
        if (service != null) {
            command.put("service", service);
        }
        ObjectNode answer = new Orchestrator(line.aws(), line.control()).answer(command);
        if (service != null && !answer.has("revision")) {
            throw new NotPossible(service + ": " + answer.path("text").asText("the orchestrator does not know it")
                    + ": autofailover status names those that there are");
        }
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(answer.toPrettyString());
            return 0;
        }
        return print(answer, line.aws().surroundings().clock().instant(), out);
    }

    private int print(ObjectNode answer, Instant now, PrintWriter out) {
        try {
            if (service != null) {
                lines(answer, now, out);
                return 0;
            }
            if (answer.has("paused")) {
                out.println("everything is paused by " + answer.at("/paused/by").asText() + " since "
                        + answer.at("/paused/since").asText() + " ("
                        + answer.at("/paused/reason").asText() + ")");
            }
            answer.path("services").forEach(each -> lines(each, now, out));
            if (answer.path("services").isEmpty()) {
                out.println("no plan is in force: autofailover plan apply FILE");
            }
            return 0;
        } catch (RecordJson.Unreadable other) {
            spec.commandLine()
                    .getErr()
                    .println("autofailover: " + other.getMessage()
                            + ": use the command of the release that is deployed, or --json");
            return FAILED;
        }
    }

    private static void lines(JsonNode record, Instant now, PrintWriter out) {
        StatusLines.of((ObjectNode) record, now).forEach(out::println);
    }
}
