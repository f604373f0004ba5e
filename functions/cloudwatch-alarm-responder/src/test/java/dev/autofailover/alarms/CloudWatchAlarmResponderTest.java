// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.alarms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.autofailover.lambda.Unusable;
import dev.autofailover.vote.Opinion;
import dev.autofailover.vote.Signal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CloudWatchAlarmResponderTest {
    private final World world = new World();
    private final CloudWatchAlarmResponder function = new CloudWatchAlarmResponder(world.surroundings());

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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "alarm-orders-connections-in-alarm.eventbridge.json",
                "alarm-orders-connections-in-alarm.sns.json",
                "alarm-orders-connections-in-alarm.direct.json"
            })
    void anAlarmReachesTheVotesTopicInEachOfItsThreeShapes(String sample) throws Exception {
        assertThat(handle(sample)).contains("\"votes\":1", "\"poison\":0");

        assertThat(world.heard())
                .singleElement()
                .isInstanceOfSatisfying(
                        Signal.Vote.class, vote -> assertThat(vote.opinion()).isEqualTo(Opinion.DOWN));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "alarm-orders-connections-muted.eventbridge.json",
                "alarm-orders-composite-suppressed.eventbridge.json",
                "alarm-orders-composite-suppressed.direct.json"
            })
    void aSilencedAlarmSaysNothing(String sample) throws Exception {
        assertThat(handle(sample)).contains("\"votes\":0", "\"ignored\":1");

        assertThat(world.heard()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "empty.json",
                "cut-off.json",
                "absurdly-deep.json",
                "no-known-shape.json",
                "alarm-state-not-known.eventbridge.json"
            })
    void anInputOfWhichNothingCanBeUsedFailsWithItsReason(String sample) {
        assertThatThrownBy(() -> handle("bad/" + sample)).isInstanceOf(Unusable.class);
    }

    @Test
    void theAnswerCountsEachKind() throws IOException {
        assertThat(handle("alarm-orders-connections-ok.sns.json"))
                .isEqualTo(
                        "{\"votes\":1,\"repairs\":0,\"promotionBlocks\":0,\"ignored\":0,\"unknown\":0,\"poison\":0}");
    }
}
