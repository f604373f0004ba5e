// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.tests.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.autofailover.message.Signals;
import dev.autofailover.record.HeardOf;
import dev.autofailover.simulated.lambda.Function;
import dev.autofailover.vote.Opinion;
import dev.autofailover.vote.Signal;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * Releases differ by Region while they are rolled out: a function refuses a message of a version that it doesn't know and keeps it, and
 * a newer one takes what an older one says.
 *
 * <p>The release to come knows one version more: it is this one behind a reader that understands 3 of a signal, and 2 of a question, as 1.
 */
class RollingUpdateTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration LONG_ENOUGH_FOR_THE_RETRIES = Duration.ofMinutes(8);

    private final SimulatedSystem system = new SimulatedSystem(Variant.plain());

    @BeforeEach
    void healthy() {
        system.cloud.time().advance(Duration.ofMinutes(2));
    }

    @AfterEach
    void close() {
        system.close();
    }

    @Test
    void anOlderOrchestratorKeepsWhatANewerFunctionSaysAndTakesItOnceItIsUpdated() throws IOException {
        publish(repair().replace("{\"version\":1", "{\"version\":3"));
        system.cloud.time().advance(LONG_ENOUGH_FOR_THE_RETRIES);

        assertThat(repairsOfIreland()).isEmpty();
        JsonNode kept = onlyDeadLetter();
        assertThat(kept.at("/requestContext/functionArn").asText())
                .contains(":" + SimulatedSystem.STACK + "-FailoverOrchestrator");
        assertThat(kept.at("/responsePayload/errorMessage").asText())
                .contains("this function knows versions up to 2; deploy its newer release first");
        assertThat(system.record().orElseThrow().generation()).isZero();

        StackUpdate.of(system, Regions.STOCKHOLM, SimulatedSystem.CONTROL, RollingUpdateTest::newer);
        system.invoke(
                Regions.STOCKHOLM,
                "FailoverOrchestrator",
                kept.path("requestPayload").toString().getBytes(StandardCharsets.UTF_8));

        assertThat(repairsOfIreland()).isPresent();
    }

    @Test
    void aNewerOrchestratorTakesWhatAnOlderFunctionSays() {
        StackUpdate.of(system, Regions.STOCKHOLM, SimulatedSystem.CONTROL, RollingUpdateTest::newer);

        publish(repair());
        system.cloud.time().advance(Duration.ofSeconds(10));

        assertThat(repairsOfIreland()).isPresent();
        assertThat(deadLetters()).isEmpty();
    }

    @Test
    void anOlderCheckersVoteAloneAndANewerOnesManyInOneMessageCountTheSame() {
        // After what the checkers themselves say in this second.
        Instant now = system.cloud.time().instant().plusSeconds(1);
        Signal.Vote ireland = healthy("from-stockholm", Regions.IRELAND, now);
        Signal.Vote frankfurt = healthy("from-stockholm", Regions.FRANKFURT, now);
        publish(Signals.write(ireland));
        publish(Signals.write(frankfurt));
        publish(Signals.write(List.of(
                        healthy("from-ireland", Regions.IRELAND, now), healthy("from-ireland", Regions.FRANKFURT, now)))
                .getFirst());
        system.cloud.time().advance(Duration.ofSeconds(10));

        assertThat(system.records.votes(SimulatedSystem.SERVICE))
                .filteredOn(vote -> vote.reason().equals("said both ways"))
                .extracting(vote -> vote.observer() + " " + vote.site())
                .containsExactlyInAnyOrder(
                        "from-stockholm ireland",
                        "from-stockholm frankfurt",
                        "from-ireland ireland",
                        "from-ireland frankfurt");
        assertThat(deadLetters()).isEmpty();
    }

    private static Signal.Vote healthy(String observer, String region, Instant now) {
        return new Signal.Vote(
                observer, Databases.identifier(region), region, Opinion.HEALTHY, now, now, "said both ways", Map.of());
    }

    @Test
    void anOlderCheckerSaysThatItDoesNotKnowTheQuestionAndANewerOneAnswersIt() {
        String question = "{\"version\":2,\"check\":{\"host\":\"" + Databases.endpoint(Regions.FRANKFURT)
                + "\",\"port\":5432,\"database\":\"orders\",\"engine\":\"postgresql\",\"secret\":\""
                + system.plan.database().secret() + "\",\"tls\":true,\"write\":false}}";

        JsonNode refused = ask(question);
        StackUpdate.of(system, Regions.FRANKFURT, system.siteOf(Regions.STOCKHOLM), RollingUpdateTest::newer);
        JsonNode answered = ask(question);

        assertThat(refused.toString()).contains("this function knows versions up to 1");
        assertThat(answered.at("/answer/answers").asBoolean())
                .as("%s", answered)
                .isTrue();
    }

    private JsonNode ask(String question) {
        return system.invoke(Regions.FRANKFURT, "DatabaseHealthChecker", question.getBytes(StandardCharsets.UTF_8));
    }

    private static Function newer(Function older) {
        return (in, out, context) -> {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .replace("{\\\"version\\\":3", "{\\\"version\\\":1")
                    .replace("{\"version\":2", "{\"version\":1");
            older.handle(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), out, context);
        };
    }

    /** What a subscriber says when RDS tells of a Multi-AZ failover. */
    private String repair() {
        return Signals.write(new Signal.Repair(
                "rds-events",
                Databases.identifier(Regions.IRELAND),
                Regions.IRELAND,
                false,
                system.cloud.time().instant(),
                "Multi-AZ failover started"));
    }

    private void publish(String message) {
        system.cloud
                .client(SnsClient.builder(), Regions.STOCKHOLM)
                .publish(publish -> publish.topicArn(system.votesTopic()).message(message));
    }

    private Optional<HeardOf> repairsOfIreland() {
        return Optional.ofNullable(system.record().orElseThrow().repairs().get("ireland"));
    }

    private JsonNode onlyDeadLetter() throws IOException {
        List<String> letters = deadLetters();
        assertThat(letters).hasSize(1);
        return JSON.readTree(letters.getFirst());
    }

    private List<String> deadLetters() {
        SqsClient queues = system.cloud.client(SqsClient.builder(), Regions.STOCKHOLM);
        String url = queues.getQueueUrl(get -> get.queueName(SimulatedSystem.STACK + "-DeadLetters"))
                .queueUrl();
        return queues.receiveMessage(receive -> receive.queueUrl(url).maxNumberOfMessages(10)).messages().stream()
                .map(message -> message.body())
                .toList();
    }
}
