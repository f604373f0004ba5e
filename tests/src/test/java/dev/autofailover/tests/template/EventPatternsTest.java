// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.tests.template;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.autofailover.message.Notifications;
import dev.autofailover.simulated.EventPattern;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The rules' patterns, matched against the sample events by the matcher that EventBridge itself uses. */
class EventPatternsTest {
    /** What a rule leaves out on purpose: it says nothing about the life of a database. */
    private static final Set<String> NOT_LISTENED_TO =
            Set.of("rds-snapshot-created.eventbridge.json", "alarm-configuration-changed.eventbridge.json");

    @Test
    void theSubscriberHearsTheRdsEventsAndNothingElse() throws IOException {
        assertThat(matchedBy("RdsEventSubscriber")).isEqualTo(samples("rds-"));
    }

    @Test
    void theResponderHearsTheChangesOfAlarmsAndNothingElse() throws IOException {
        assertThat(matchedBy("CloudWatchAlarmResponder")).isEqualTo(samples("alarm-"));
    }

    @Test
    void anAlarmPrefixLeavesOutTheAlarmsOfOthers() throws IOException {
        EventPattern pattern = pattern(
                OurTemplate.resolve("x", "eu-north-1", Map.of("Role", "control", "AlarmNamePrefix", "payments-"))
                        .find("CloudWatchAlarmResponder")
                        .orElseThrow()
                        .properties());

        assertThat(events().filter(file -> pattern.matches(bytes(file)))).isEmpty();
    }

    @Test
    void whatTheProductItselfTellsTheBusTriggersNoneOfItsFunctions() {
        String told = "{\"source\":\"%s\",\"detail-type\":\"%s\",\"detail\":{\"alarmName\":\"orders\"}}"
                .formatted(Notifications.SOURCE, Notifications.DETAIL_TYPE);

        assertThat(patterns().values())
                .hasSize(2)
                .noneMatch(pattern -> pattern.matches(told.getBytes(StandardCharsets.UTF_8)));
    }

    private static Map<String, EventPattern> patterns() {
        Map<String, EventPattern> patterns = new TreeMap<>();
        OurTemplate.control()
                .ofType("AWS::Serverless::Function")
                .forEach(function -> function.properties()
                        .path("Events")
                        .valueStream()
                        .filter(event -> event.path("Type").asText().equals("EventBridgeRule"))
                        .forEach(event -> patterns.put(function.logicalId(), pattern(function.properties()))));
        return patterns;
    }

    private static EventPattern pattern(JsonNode function) {
        return EventPattern.of(function.at("/Events/FromBus/Properties/Pattern").toString());
    }

    private static Set<String> matchedBy(String function) throws IOException {
        EventPattern pattern = Objects.requireNonNull(patterns().get(function));
        return names(events().filter(file -> pattern.matches(bytes(file))).toList());
    }

    /** The sample events that begin so, with the malformed ones that still say what they are. */
    private static Set<String> samples(String prefix) throws IOException {
        return names(events().filter(file -> file.getFileName().toString().startsWith(prefix))
                .filter(file -> !NOT_LISTENED_TO.contains(file.getFileName().toString()))
                .toList());
    }

    private static Stream<Path> events() throws IOException {
        try (Stream<Path> files = Files.walk(OurTemplate.ROOT.resolve("events"))) {
            return files.filter(file -> file.toString().endsWith(".eventbridge.json")).toList().stream();
        }
    }

    private static Set<String> names(List<Path> files) {
        return files.stream().map(file -> file.getFileName().toString()).collect(Collectors.toSet());
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
