// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.drill;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InvokeCommandTest {
    private static final Path EVENTS = Path.of("..", "events");
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path folder;

    @Test
    void whatAFunctionSaysCallsAndReturnsIsOneObjectALine() {
        List<JsonNode> lines = lines(invoke("rds-event-subscriber", "rds-storage-full.sns.json"));

        assertThat(lines).extracting(InvokeCommandTest::kind).containsExactly("vote", "called", "returned");
        assertThat(names(lines.get(0).path("vote")))
                .containsExactly("observer", "resource", "region", "opinion", "at", "reason");
        assertThat(lines.get(0).path("vote").path("opinion").asText()).isEqualTo("DOWN");
        assertThat(lines.get(1).path("called")).hasToString("""
                        {"service":"sns","operation":"Publish","region":"eu-north-1","host":"sns.eu-north-1.amazonaws.com"}""");
    }

    @ParameterizedTest
    @CsvSource({
        "rds-event-subscriber, rds-multi-az-failover-started.eventbridge.json, repair",
        "RdsEventSubscriber, rds-replication-stopped.sns.json, promotionBlock",
        "cloudwatch-alarm-responder, alarm-orders-connections-in-alarm.direct.json, vote",
        "CloudWatchAlarmResponder, alarm-orders-connections-ok.sns.json, vote",
    })
    void aFunctionIsCalledByItsModuleOrItsLogicalId(String function, String event, String says) {
        Ran ran = invoke(function, event);

        assertThat(ran.exitCode()).isZero();
        assertThat(lines(ran))
                .extracting(InvokeCommandTest::kind)
                .contains(says)
                .endsWith("returned");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rds-event-subscriber", "cloudwatch-alarm-responder"})
    void anEventOfWhichNothingCanBeUsedIsAnErrorWithAReasonAndNoStackTrace(String function) {
        List<String> bad = List.of(
                "absurdly-deep",
                "cut-off",
                "empty",
                "no-object",
                "not-utf-8",
                "null",
                "records-empty",
                "no-known-shape");

        Ran ran = Ran.with(Stream.concat(
                        Stream.of("invoke", function),
                        bad.stream()
                                .map(name ->
                                        EVENTS.resolve("bad/" + name + ".json").toString()))
                .toArray(String[]::new));

        assertThat(ran.exitCode()).isOne();
        assertThat(lines(ran))
                .hasSameSizeAs(bad)
                .allSatisfy(line -> assertThat(line.path("error").asText()).isNotBlank());
        assertThat(ran.out() + ran.err()).doesNotContain("\tat ");
    }

    @ParameterizedTest
    @CsvSource({
        "database-health-checker, from-stockholm, 'answers, and a write committed'",
        "dynamodb-health-checker, sessions-table, 'read in 0 ms, written in 0 ms'",
    })
    void aCheckersMinuteIsOverInNoTimeAndItSaysWhatItSees(String function, String observer, String reason) {
        Ran ran = invoke(function, "schedule-every-minute.json");

        assertThat(ran.exitCode()).isZero();
        assertThat(lines(ran)).anySatisfy(line -> {
            assertThat(line.at("/vote/observer").asText()).isEqualTo(observer);
            assertThat(line.at("/vote/region").asText()).isEqualTo("eu-west-1");
            assertThat(line.at("/vote/opinion").asText()).isEqualTo("HEALTHY");
            assertThat(line.at("/vote/reason").asText()).isEqualTo(reason);
        });
    }

    @Test
    void oneBadRecordAmongGoodOnesIsNoError() {
        Ran ran = invoke("rds-event-subscriber", "rds-one-bad-record-among-good-ones.sns.json");

        assertThat(ran.exitCode()).isZero();
        assertThat(lines(ran))
                .extracting(InvokeCommandTest::kind)
                .contains("repair")
                .doesNotContain("error");
    }

    @Test
    void theOrchestratorFindsAPlanInForceAndAWorldToActIn() {
        Ran ran = invoke("failover-orchestrator", "orchestrator-votes-duplicated-and-out-of-order.sns.json");

        assertThat(ran.exitCode()).isZero();
        assertThat(lines(ran))
                .extracting(line -> line.path("called").path("operation").asText())
                .containsSubsequence("ModifyDBInstance", "PromoteReadReplica", "ChangeResourceRecordSets");
    }

    @Test
    void aBadCommandIsAnErrorThatNamesTheFieldAndTheRemedy() {
        Ran ran = invoke("failover-orchestrator", "bad/command-with-unknown-field.json");

        assertThat(ran.exitCode()).isOne();
        assertThat(ran.out()).contains("did you mean");
    }

    @Test
    void anErrorStopsNoneOfTheEventsAfterIt() {
        Ran ran = Ran.with(
                "invoke",
                "rds-event-subscriber",
                EVENTS.resolve("bad/cut-off.json").toString(),
                folder.resolve("none.json").toString(),
                folder.toString(),
                EVENTS.resolve("rds-storage-full.sns.json").toString());

        assertThat(ran.exitCode()).isOne();
        assertThat(lines(ran))
                .extracting(InvokeCommandTest::kind)
                .containsExactly("error", "error", "error", "vote", "called", "returned");
        assertThat(ran.out()).contains("no such file", "it is a directory");
    }

    @Test
    void anUnknownFunctionIsRefusedWithTheKnownOnes() {
        Ran ran = Ran.with("invoke", "rds", "event.json");

        assertThat(ran.exitCode()).isEqualTo(2);
        assertThat(ran.out()).isEmpty();
        assertThat(ran.err()).contains("no function is called rds", "failover-orchestrator");
    }

    @ParameterizedTest
    @CsvSource({
        "rds-event-subscriber, rds-",
        "cloudwatch-alarm-responder, alarm-",
        "failover-orchestrator, orchestrator-",
        "failover-orchestrator, command-",
        "dynamodb-health-checker, schedule-",
        "database-health-checker, schedule-",
        "database-health-checker, check-",
    })
    void everySampleOfAFunctionReturns(String function, String prefix) throws IOException {
        try (Stream<Path> files = Files.list(EVENTS)) {
            String[] samples = files.filter(
                            file -> file.getFileName().toString().startsWith(prefix))
                    .map(Path::toString)
                    .sorted()
                    .toArray(String[]::new);

            Ran ran = Ran.with(Stream.concat(Stream.of("invoke", function), Stream.of(samples))
                    .toArray(String[]::new));

            assertThat(samples).isNotEmpty();
            assertThat(ran.exitCode()).isZero();
            assertThat(lines(ran))
                    .filteredOn(line -> kind(line).equals("returned"))
                    .hasSameSizeAs(samples);
        }
    }

    private static Ran invoke(String function, String event) {
        return Ran.with("invoke", function, EVENTS.resolve(event).toString());
    }

    private static List<JsonNode> lines(Ran ran) {
        return ran.lines().stream().map(InvokeCommandTest::json).toList();
    }

    private static JsonNode json(String line) {
        try {
            return JSON.readTree(line);
        } catch (IOException malformed) {
            throw new UncheckedIOException(line, malformed);
        }
    }

    private static String kind(JsonNode line) {
        return names(line).getFirst();
    }

    private static List<String> names(JsonNode object) {
        return object.propertyStream().map(Map.Entry::getKey).toList();
    }
}
