// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.tests.simulation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.autofailover.drill.template.Stack;
import dev.autofailover.simulated.Effect;
import dev.autofailover.simulated.RecordedCall;
import dev.autofailover.simulated.Scope;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** The deployed product's life in a few chapters, for who wants to know what it calls: quiet, sick, moved, moved back, and told nonsense. */
public final class Scenarios {
    /**
     * A call that a function of the template made.
     *
     * @param stack the one that the function was deployed with
     * @param function its logical id
     */
    public record Made(Stack stack, String function, RecordedCall call) {}

    private Scenarios() {}

    /** Every call of every function in all of them. */
    public static List<Made> calls() {
        return calls(new ClassPathCode());
    }

    /** The same of functions whose classes come from there. */
    static List<Made> calls(Code code) {
        List<Made> calls = new ArrayList<>();
        List<Consumer<SimulatedSystem>> chapters = List.of(
                Scenarios::aSwitchoverThereAndBack,
                Scenarios::aLostRegionAndItsOwedFence,
                Scenarios::aFenceThatIsReleasedAgain,
                Scenarios::canariesInEveryRegion,
                Scenarios::eventsAlarmsAndNonsense);
        chapters.forEach(chapter -> play(chapter, Variant.plain(), code, calls));
        play(Scenarios::aSwitchoverThereAndBack, Variant.plainAurora(), code, calls);
        play(Scenarios::aLostRegionAndItsOwedFence, Variant.plainAurora(), code, calls);
        play(Scenarios::aDeadWriterInARegionThatAnswers, Variant.plainAurora(), code, calls);
        return calls;
    }

    private static void play(Consumer<SimulatedSystem> chapter, Variant variant, Code code, List<Made> calls) {
        try (SimulatedSystem system = new SimulatedSystem(variant, code)) {
            system.cloud.time().advance(Duration.ofMinutes(3));
            chapter.accept(system);
            system.cloud.aws().recording().calls().forEach(call -> made(system, call, calls));
        }
    }

    private static void made(SimulatedSystem system, RecordedCall call, List<Made> calls) {
        String own = SimulatedSystem.STACK + "-";
        call.caller()
                .region()
                .filter(region -> call.caller().name().startsWith(own))
                .ifPresent(region -> calls.add(
                        new Made(system.stack(region), call.caller().name().substring(own.length()), call)));
    }

    private static void aSwitchoverThereAndBack(SimulatedSystem system) {
        order(system, "switchover");
        system.cloud.time().advance(Duration.ofMinutes(5));
        order(system, "acknowledge");
        order(system, "status");
    }

    private static void aLostRegionAndItsOwedFence(SimulatedSystem system) {
        var lost = system.cloud.aws().faults().begin(Scope.region(Regions.IRELAND), new Effect.Hangs());
        system.databases.freeze(Regions.IRELAND, "lost");
        system.cloud.time().advance(Duration.ofMinutes(5));
        lost.lift();
        system.databases.thaw(Regions.IRELAND, "lost");
        system.cloud.time().advance(Duration.ofMinutes(5));
    }

    private static void aDeadWriterInARegionThatAnswers(SimulatedSystem system) {
        system.databases.in(Regions.IRELAND).stopImmediately();
        system.cloud.time().advance(Duration.ofMinutes(5));
    }

    /** The standby dies between fence and promotion: the run turns back. */
    private static void aFenceThatIsReleasedAgain(SimulatedSystem system) {
        system.databases.in(Regions.FRANKFURT).stall(true);
        order(system, "switchover");
        system.cloud.time().advance(Duration.ofMinutes(15));
    }

    private static void canariesInEveryRegion(SimulatedSystem system) {
        for (String region : Regions.SITES) {
            Map<String, String> parameters = new HashMap<>(system.siteOf(Regions.STOCKHOLM));
            parameters.putAll(Map.of("CanaryTables", SimulatedSystem.CONTROL.getOrDefault("CanaryTables", "")));
            StackUpdate.of(system, region, parameters, UnaryOperator.identity());
        }
        try {
            JsonNode plan = new ObjectMapper().readTree(system.planText);
            for (String region : Regions.SITES) {
                ((ArrayNode) plan.at("/observers/list"))
                        .addObject()
                        .putObject("dynamodb-canary")
                        .put("name", "sessions-from-" + region)
                        .put("from", region)
                        .put("table", "sessions");
            }
            JsonNode answer =
                    system.order(Map.of("command", "apply-plan", "plan", plan.toString(), "by", "a scenario"));
            if (!answer.path("accepted").asBoolean()) {
                throw new IllegalStateException("the plan was refused: " + answer);
            }
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
        system.cloud.time().advance(Duration.ofMinutes(3));
    }

    private static void eventsAlarmsAndNonsense(SimulatedSystem system) {
        system.cloud.cloudWatch().setAlarmState(Regions.IRELAND, SimulatedSystem.ALARM, "ALARM", "by a scenario");
        for (String region : Regions.ALL) {
            system.invoke(region, "RdsEventSubscriber", sample("rds-one-bad-record-among-good-ones.sns.json"));
            system.invoke(region, "CloudWatchAlarmResponder", sample("alarm-orders-connections-ok.sns.json"));
            system.invoke(region, "CloudWatchAlarmResponder", twoRecords());
        }
        system.invoke(
                Regions.STOCKHOLM, "FailoverOrchestrator", sample("bad/orchestrator-vote-without-opinion.sns.json"));
        system.cloud.time().advance(Duration.ofMinutes(3));
    }

    /** A good alarm, and one that nobody can read. */
    private static byte[] twoRecords() {
        String good = new String(sample("alarm-orders-connections-ok.sns.json"), StandardCharsets.UTF_8);
        String record = good.substring(good.indexOf('[') + 1, good.lastIndexOf(']'));
        String bad = record.replaceFirst("\"Message\"\\s*:\\s*\"", "\"Message\":\"no alarm ");
        return ("{\"Records\":[" + record + "," + bad + "]}").getBytes(StandardCharsets.UTF_8);
    }

    private static void order(SimulatedSystem system, String word) {
        system.order(Map.of("command", word, "service", SimulatedSystem.SERVICE, "reason", "a scenario", "by", "me"));
    }

    private static byte[] sample(String name) {
        try {
            return Files.readAllBytes(Path.of("..", "events").resolve(name));
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }
}
