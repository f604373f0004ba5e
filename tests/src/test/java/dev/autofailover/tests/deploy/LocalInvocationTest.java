// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.tests.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.autofailover.drill.invoke.AnswerLines;
import dev.autofailover.drill.invoke.Invocations;
import dev.autofailover.tests.events.SampleEvent;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The functions in containers, as sam local runs them, against {@code autofailover invoke}: every file that needs no AWS behind it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LocalInvocationTest {
    private static final Map<String, String> LOGICAL_IDS = Map.of(
            "rds-event-subscriber", "RdsEventSubscriber",
            "cloudwatch-alarm-responder", "CloudWatchAlarmResponder",
            "dynamodb-health-checker", "DynamoDbHealthChecker",
            "database-health-checker", "DatabaseHealthChecker",
            "failover-orchestrator", "FailoverOrchestrator");

    /** Files of events/, beside the bad ones, of which a function says that there is nothing to do. */
    private static final Set<String> NOTHING_TO_DO = Set.of(
            "alarm-configuration-changed.eventbridge.json",
            "alarm-orders-composite-suppressed.direct.json",
            "alarm-orders-composite-suppressed.eventbridge.json",
            "alarm-orders-connections-muted.eventbridge.json",
            "rds-snapshot-created.eventbridge.json",
            "rds-subscription-created.sns.json",
            "rds-unknown-event-id.eventbridge.json");

    /** sam refuses what Python can't parse, and gives a function {} where there is nothing. */
    private static final Set<String> CHANGED_BY_SAM =
            Set.of("absurdly-deep.json", "cut-off.json", "empty.json", "not-utf-8.json");

    private final Map<String, Invocations> ours = new HashMap<>();
    private Optional<SamLocal> started = Optional.empty();

    static List<SampleEvent> events() {
        return SampleEvent.all().stream()
                .filter(event -> event.bad() || NOTHING_TO_DO.contains(name(event)))
                .toList();
    }

    @BeforeAll
    void start(@TempDir Path folder) throws IOException {
        started = Optional.of(new SamLocal(folder));
    }

    @AfterAll
    void end() throws IOException {
        started.ifPresent(SamLocal::close);
        for (Invocations function : ours.values()) {
            function.close();
        }
    }

    @ParameterizedTest
    @MethodSource("events")
    void aContainerAnswersAsAutofailoverInvokeDoes(SampleEvent event) throws IOException {
        String logicalId = Objects.requireNonNull(LOGICAL_IDS.get(event.module()), event.module());
        JsonNode expected = invoke(event.module(), event.file());
        JsonNode answer = started.orElseThrow().answer(logicalId, event.file());

        if (CHANGED_BY_SAM.contains(name(event))) {
            assertThat(expected.has("error")).isTrue();
            assertThat(answer.has("returned")).as(answer.toString()).isFalse();
        } else {
            assertThat(answer).isEqualTo(expected);
        }
    }

    @Test
    void theDocumentedCommandAnswersTheSame() throws IOException {
        Path event = SampleEvent.ROOT.resolve("events/rds-subscription-created.sns.json");

        assertThat(started.orElseThrow().invokeOnce("RdsEventSubscriber", event))
                .isEqualTo(invoke("rds-event-subscriber", event));
    }

    private JsonNode invoke(String module, Path event) throws IOException {
        StringWriter printed = new StringWriter();
        ours.computeIfAbsent(module, LocalInvocationTest::function)
                .invoke(Files.readAllBytes(event), new AnswerLines(new PrintWriter(printed), Optional.empty()));
        return new ObjectMapper().readTree(printed.toString());
    }

    private static Invocations function(String module) {
        try {
            return Invocations.of(SampleEvent.ROOT, module, Instant.now(), new PrintWriter(new StringWriter()));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static String name(SampleEvent event) {
        return event.file().getFileName().toString();
    }
}
