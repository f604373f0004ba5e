// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.rdsevents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.autofailover.lambda.InputReader;
import dev.autofailover.lambda.Surroundings;
import dev.autofailover.lambda.Unusable;
import dev.autofailover.lambda.Variables;
import dev.autofailover.simulated.Effect;
import dev.autofailover.simulated.RecordedCall;
import dev.autofailover.simulated.Scope;
import dev.autofailover.vote.Signal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.exception.SdkException;

class RdsEventSubscriberTest {
    private final World world = new World();
    private final RdsEventSubscriber function = new RdsEventSubscriber(world.surroundings());

    @AfterEach
    void close() {
        world.close();
    }

    private String handle(String sample) throws IOException {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        try (InputStream input = Samples.open(sample)) {
            function.handleRequest(input, answer, world.invocation());
        }
        return answer.toString(StandardCharsets.UTF_8);
    }

    @Test
    void whatIsHeardReachesTheVotesTopicOfTheControlRegion() throws Exception {
        assertThat(handle("rds-storage-full.sns.json"))
                .isEqualTo(
                        "{\"votes\":1,\"repairs\":0,\"promotionBlocks\":0,\"ignored\":0,\"unknown\":0,\"poison\":0}");

        assertThat(world.heard()).singleElement().isInstanceOf(Signal.Vote.class);
        assertThat(world.aws().recording().calls())
                .filteredOn(call -> call.operation().equals("Publish"))
                .extracting(RecordedCall::host)
                .containsExactly("sns.eu-north-1.amazonaws.com");
    }

    @Test
    void severalRecordsOfOneInvocationAreEachHeard() throws Exception {
        assertThat(handle("rds-reboot-several-records.sns.json")).contains("\"repairs\":2", "\"ignored\":1");

        assertThat(world.heard())
                .extracting(signal -> ((Signal.Repair) signal).ended())
                .containsExactly(false, true);
    }

    @Test
    void aBadRecordIsKeptAndStopsNoneOfTheOthers() throws Exception {
        assertThat(handle("rds-one-bad-record-among-good-ones.sns.json")).contains("\"repairs\":2", "\"poison\":1");

        assertThat(world.heard()).hasSize(2);
        assertThat(world.kept())
                .singleElement()
                .satisfies(kept -> assertThat(InputReader.read("kept", kept).path("Records"))
                        .hasSize(1)
                        .first()
                        .satisfies(record -> assertThat(
                                        record.path("Sns").path("Message").asText())
                                .endsWith("2026-11-21 10:3")));
        assertThat(world.keptWith())
                .containsOnlyKeys("function", "reason")
                .containsEntry("function", "stack-subscriber")
                .hasEntrySatisfying("reason", reason -> assertThat(reason).isNotBlank());
    }

    @Test
    void anUnknownIdIsCountedAndNotFatal() throws Exception {
        assertThat(handle("rds-unknown-event-id.eventbridge.json")).contains("\"unknown\":1", "\"poison\":0");

        assertThat(world.heard()).isEmpty();
        assertThat(world.kept()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "empty.json",
                "null.json",
                "no-object.json",
                "cut-off.json",
                "absurdly-deep.json",
                "no-known-shape.json",
                "field-twice.json",
                "not-utf-8.json",
                "records-empty.json",
                "records-no-list.json",
                "records-of-another-service.json",
                "sns-plain-text.json",
                "rds-without-event-id.eventbridge.json"
            })
    void anInputOfWhichNothingCanBeUsedFailsWithItsReasonSoThatLambdaKeepsIt(String sample) {
        assertThatThrownBy(() -> handle("bad/" + sample))
                .isInstanceOf(Unusable.class)
                .message()
                .isNotBlank()
                .hasSizeLessThan(500);
        assertThat(world.kept()).isEmpty();
    }

    @Test
    void aTopicThatDoesNotAnswerFailsTheInvocationSoThatLambdaRepeatsIt() throws Exception {
        var gone = world.aws().faults().begin(Scope.region(World.CONTROL), new Effect.Refuses());
        assertThatThrownBy(() -> handle("rds-one-bad-record-among-good-ones.sns.json"))
                .isInstanceOf(SdkException.class);
        assertThat(world.kept()).isEmpty();

        gone.lift();
        handle("rds-one-bad-record-among-good-ones.sns.json");
        assertThat(world.heard()).hasSize(2);
        assertThat(world.kept()).hasSize(1);
    }

    @Test
    void aMissingVariableIsSaidAtTheStart() {
        Surroundings whole = world.surroundings();
        Map<String, String> variables = new HashMap<>(whole.variables());
        variables.remove("VOTES_TOPIC");

        assertThatThrownBy(() -> new RdsEventSubscriber(
                        new Surroundings(variables, whole.http(), whole.credentials(), whole.clock(), whole.waiting())))
                .isInstanceOf(Variables.Malformed.class)
                .hasMessageStartingWith("environment variable VOTES_TOPIC is missing: set it to the ARN");
    }
}
