// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.simulated.events;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.autofailover.simulated.EventPattern;
import dev.autofailover.simulated.JsonProtocol;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * A rule of a bus.
 *
 * @param pattern what it matches, and the text it was given as; or
 * @param rate how often it fires
 * @param targets by their id
 */
record Rule(
        String name,
        String arn,
        String bus,
        boolean enabled,
        Optional<Pattern> pattern,
        Optional<Scheduled> rate,
        String description,
        Map<String, RuleTarget> targets) {

    /** A pattern and its text. */
    record Pattern(String text, EventPattern matcher) {}

    /** A schedule and its text. */
    record Scheduled(String text, Rate rate) {}

    /** A target with what it gets, as the request gave it. */
    record RuleTarget(ObjectNode given, Target target, TargetInput input) {}

    /** The same rule with other contents but its targets, as PutRule replaces it. */
    Rule replacedBy(Rule other) {
        return new Rule(name, arn, bus, other.enabled, other.pattern, other.rate, other.description, targets);
    }

    /** The same rule, on or off. */
    Rule enabled(boolean on) {
        return new Rule(name, arn, bus, on, pattern, rate, description, targets);
    }

    boolean matches(byte[] event) {
        return enabled && pattern.map(known -> known.matcher().matches(event)).orElse(false);
    }

    static Map<String, RuleTarget> noTargets() {
        return new ConcurrentSkipListMap<>();
    }

    /** As DescribeRule and ListRules show it. */
    ObjectNode described() {
        ObjectNode json = JsonProtocol.object()
                .put("Name", name)
                .put("Arn", arn)
                .put("State", enabled ? "ENABLED" : "DISABLED")
                .put("EventBusName", bus);
        pattern.ifPresent(known -> json.put("EventPattern", known.text()));
        rate.ifPresent(known -> json.put("ScheduleExpression", known.text()));
        if (!description.isEmpty()) {
            json.put("Description", description);
        }
        return json;
    }
}
