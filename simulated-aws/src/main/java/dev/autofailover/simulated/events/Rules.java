// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.simulated.events;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.autofailover.simulated.AwsError;
import dev.autofailover.simulated.EventPattern;
import dev.autofailover.simulated.Input;
import dev.autofailover.simulated.JsonProtocol;
import dev.autofailover.simulated.SimulatedAws;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Consumer;

/** The buses of all Regions with their rules: creating, describing and deleting them. */
final class Rules {
    private static final String DEFAULT_BUS = "default";
    private static final int MOST_TARGETS = 5;
    private static final Set<String> TARGET_MEMBERS =
            Set.of("Id", "Arn", "RoleArn", "Input", "InputPath", "InputTransformer", "RetryPolicy", "DeadLetterConfig");

    private final SimulatedAws aws;
    private final Consumer<Rule> fire;
    private final Map<String, Rule> rules = new ConcurrentSkipListMap<>();
    private final Set<String> buses = ConcurrentHashMap.newKeySet();
    private final Map<String, Ticker> tickers = new ConcurrentHashMap<>();

    /** No rules yet; {@code fire} is told when a scheduled one is due. */
    Rules(SimulatedAws aws, Consumer<Rule> fire) {
        this.aws = aws;
        this.fire = fire;
    }

    /** The rules of a bus. */
    Collection<Rule> of(String region, String bus) {
        String start = arn(region, bus, "");
        return rules.values().stream()
                .filter(rule -> rule.bus().equals(bus) && rule.arn().startsWith(start))
                .toList();
    }

    /** The name of the bus that a request names by its name, its ARN or not at all. */
    String bus(String region, Input input, Optional<String> nameOrArn) {
        String name =
                nameOrArn.map(text -> text.substring(text.lastIndexOf('/') + 1)).orElse(DEFAULT_BUS);
        if (!DEFAULT_BUS.equals(name) && !buses.contains(busArn(region, name))) {
            throw notFound("Event bus " + name);
        }
        return name;
    }

    private String bus(String region, Input input) {
        return bus(region, input, input.optionalText("EventBusName"));
    }

    JsonNode createBus(String region, Input input) {
        String arn = busArn(region, input.text("Name"));
        if (!buses.add(arn)) {
            throw new AwsError(
                    400, "ResourceAlreadyExistsException", "Event bus " + input.text("Name") + " already exists.");
        }
        return JsonProtocol.object().put("EventBusArn", arn);
    }

    JsonNode deleteBus(String region, Input input) {
        buses.remove(busArn(region, input.text("Name")));
        return JsonProtocol.object();
    }

    JsonNode put(String region, Input input) {
        String bus = bus(region, input);
        String name = input.text("Name");
        String arn = arn(region, bus, name);
        Rule rule = new Rule(
                name,
                arn,
                bus,
                !"DISABLED".equals(input.optionalText("State").orElse("ENABLED")),
                input.optionalText("EventPattern").map(text -> new Rule.Pattern(text, pattern(text))),
                input.optionalText("ScheduleExpression").map(text -> new Rule.Scheduled(text, rate(input, text))),
                input.optionalText("Description").orElse(""),
                Rule.noTargets());
        if (rule.pattern().isEmpty() == rule.rate().isEmpty()) {
            throw input.refused(
                    "Parameter(s) EventPattern or ScheduleExpression must be specified; both are not simulated.");
        }
        rules.merge(arn, rule, Rule::replacedBy);
        restart(region, arn);
        return JsonProtocol.object().put("RuleArn", arn);
    }

    private static EventPattern pattern(String text) {
        try {
            return EventPattern.of(text);
        } catch (IllegalArgumentException malformed) {
            throw new AwsError(
                    400,
                    "InvalidEventPatternException",
                    "Event pattern is not valid. Reason: " + malformed.getMessage());
        }
    }

    private static Rate rate(Input input, String text) {
        return Rate.of(text)
                .orElseThrow(
                        () -> input.refused("Parameter ScheduleExpression is not valid, or not simulated: " + text));
    }

    /** Counts anew from now: a schedule fires once its rule has a target. */
    private void restart(String region, String arn) {
        Optional.ofNullable(tickers.remove(arn)).ifPresent(Ticker::stop);
        Rule rule = rules.get(arn);
        if (rule == null
                || !rule.enabled()
                || rule.rate().isEmpty()
                || rule.targets().isEmpty()) {
            return;
        }
        Ticker ticker = new Ticker(aws, region, rule.rate().get().rate(), () -> fire.accept(rule));
        tickers.put(arn, ticker);
        ticker.start();
    }

    JsonNode describe(String region, Input input) {
        return rule(region, input, "Name").described();
    }

    JsonNode list(String region, Input input) {
        String prefix = input.optionalText("NamePrefix").orElse("");
        ObjectNode output = JsonProtocol.object();
        ArrayNode list = output.putArray("Rules");
        of(region, bus(region, input)).stream()
                .filter(rule -> rule.name().startsWith(prefix))
                .forEach(rule -> list.add(rule.described()));
        return output;
    }

    JsonNode delete(String region, Input input) {
        Rule rule = rule(region, input, "Name");
        if (!rule.targets().isEmpty()) {
            throw input.refused("Rule can't be deleted since it has targets.");
        }
        rules.remove(rule.arn());
        return JsonProtocol.object();
    }

    JsonNode enable(String region, Input input, boolean on) {
        Rule rule = rule(region, input, "Name");
        rules.put(rule.arn(), rule.enabled(on));
        restart(region, rule.arn());
        return JsonProtocol.object();
    }

    JsonNode putTargets(String region, Input input) {
        Rule rule = rule(region, input, "Rule");
        List<Input> targets = input.inputs("Targets");
        for (Input target : targets) {
            target.json().fieldNames().forEachRemaining(member -> {
                if (!TARGET_MEMBERS.contains(member)) {
                    throw input.refused("Not simulated in a target: " + member);
                }
            });
            rule.targets()
                    .put(
                            target.text("Id"),
                            new Rule.RuleTarget(target.json(), Target.of(target), TargetInput.of(target)));
        }
        if (rule.targets().size() > MOST_TARGETS) {
            throw new AwsError(
                    400, "LimitExceededException", "The requested resource exceeds the maximum number allowed.");
        }
        restart(region, rule.arn());
        return noFailures();
    }

    JsonNode removeTargets(String region, Input input) {
        Rule rule = rule(region, input, "Rule");
        input.texts("Ids").forEach(rule.targets()::remove);
        if (rule.targets().isEmpty()) {
            restart(region, rule.arn());
        }
        return noFailures();
    }

    JsonNode listTargets(String region, Input input) {
        ObjectNode output = JsonProtocol.object();
        ArrayNode list = output.putArray("Targets");
        rule(region, input, "Rule").targets().values().forEach(target -> list.add(target.given()));
        return output;
    }

    private static ObjectNode noFailures() {
        ObjectNode output = JsonProtocol.object().put("FailedEntryCount", 0);
        output.putArray("FailedEntries");
        return output;
    }

    private Rule rule(String region, Input input, String member) {
        Rule rule = rules.get(arn(region, bus(region, input), input.text(member)));
        if (rule == null) {
            throw notFound("Rule " + input.text(member));
        }
        return rule;
    }

    private static AwsError notFound(String what) {
        return new AwsError(400, "ResourceNotFoundException", what + " does not exist.");
    }

    private static String arn(String region, String bus, String rule) {
        String within = DEFAULT_BUS.equals(bus) ? rule : bus + "/" + rule;
        return "arn:aws:events:" + region + ":" + SimulatedAws.ACCOUNT + ":rule/" + within;
    }

    private static String busArn(String region, String bus) {
        return "arn:aws:events:" + region + ":" + SimulatedAws.ACCOUNT + ":event-bus/" + bus;
    }
}
