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
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The functions in containers, as sam local runs them, against {@code autofailover invoke}: the same answer for every file of events/. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LocalInvocationTest {
    private static final Map<String, String> LOGICAL_IDS = Map.of(
            "rds-event-subscriber", "RdsEventSubscriber",
            "cloudwatch-alarm-responder", "CloudWatchAlarmResponder",
            "dynamodb-health-checker", "DynamoDbHealthChecker",
            "database-health-checker", "DatabaseHealthChecker",
            "failover-orchestrator", "FailoverOrchestrator");

    /** What has no answer to compare in a container: no database listens there, and no DNS server knows the service's name. */
    private static final Set<String> NEEDS_MORE_THAN_AWS = Set.of(
            "database-health-checker gets schedule-every-minute.json",
            "database-health-checker gets check-asked.json",
            "failover-orchestrator gets command-failover.json",
            "failover-orchestrator gets command-switchover.json");

    /** sam refuses what Python can't parse, and gives a function {} where there is nothing. */
    private static final Set<String> CHANGED_BY_SAM =
            Set.of("absurdly-deep.json", "cut-off.json", "empty.json", "not-utf-8.json");

    private final Map<String, Invocations> ours = new HashMap<>();
    private Optional<SamLocal> started = Optional.empty();

    static List<SampleEvent> events() {
        return SampleEvent.all().stream()
                .filter(event -> !NEEDS_MORE_THAN_AWS.contains(event.toString()))
                .toList();
    }

    @BeforeAll
    void start(@TempDir Path folder) throws IOException {
        started = Optional.of(new SamLocal(folder));
    }

    @AfterAll
    void end() throws IOException {
        if (started.isPresent()) {
            started.get().close();
        }
        for (Invocations function : ours.values()) {
            function.close();
        }
    }

    @ParameterizedTest
    @MethodSource("events")
    void aContainerAnswersAsAutofailoverInvokeDoes(SampleEvent event) throws IOException {
        JsonNode expected = invoke(event.module(), event.file());
        JsonNode answer = started.orElseThrow().answer(logicalId(event), event.file());

        if (CHANGED_BY_SAM.contains(name(event))) {
            assertThat(expected.has("error")).isTrue();
            assertThat(answer.has("returned")).as(answer.toString()).isFalse();
        } else {
            assertThat(timeless(answer)).isEqualTo(timeless(expected));
        }
    }

    /** Without times, durations, positions in a log, and what a step has noted on its way: each world has its own. */
    private static String timeless(JsonNode answer) {
        return answer.toString()
                .replaceAll("\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z", "TIME")
                .replaceAll("\\b\\d+\\.\\d\\b", "DURATION")
                .replaceAll("\\b0/[0-9A-F]+\\b", "POSITION")
                .replaceAll("\"evidence\":\\{[^}]*}", "EVIDENCE");
    }

    /** Of each function one file that needs no AWS. */
    static List<SampleEvent> once() {
        Set<String> files = Set.of(
                "rds-subscription-created.sns.json",
                "alarm-configuration-changed.eventbridge.json",
                "check-without-host.json",
                "command-not-known.json",
                "no-known-shape.json");
        return SampleEvent.all().stream()
                .filter(event -> files.contains(name(event)))
                .filter(event ->
                        !name(event).startsWith("no-") || event.module().startsWith("dynamodb"))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("once")
    void theDocumentedCommandAnswersTheSame(SampleEvent event) throws IOException {
        assertThat(started.orElseThrow().invokeOnce(logicalId(event), event.file()))
                .isEqualTo(invoke(event.module(), event.file()));
    }

    private static String logicalId(SampleEvent event) {
        return Objects.requireNonNull(LOGICAL_IDS.get(event.module()), event.module());
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
