// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.alarms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.autofailover.lambda.Delivery;
import dev.autofailover.lambda.Reading;
import dev.autofailover.lambda.Unusable;
import dev.autofailover.vote.Opinion;
import dev.autofailover.vote.Signal;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AlarmSignalsTest {
    private static final String ALARM = "arn:aws:cloudwatch:eu-west-1:111122223333:alarm:";

    private static Reading reading(String sample) throws IOException {
        List<Delivery> deliveries = Samples.deliveries(sample);
        assertThat(deliveries).hasSize(1);
        return AlarmSignals.read(deliveries.getFirst());
    }

    private static Signal.Vote vote(String sample) throws IOException {
        return (Signal.Vote) ((Reading.Says) reading(sample)).signal();
    }

    @Test
    void anAlarmVotesDownTheSameWhicheverWayItIsTold() throws IOException {
        Instant at = Instant.parse("2026-11-21T10:31:40.989Z");
        Signal.Vote expected = new Signal.Vote(
                "cloudwatch-alarm",
                ALARM + "orders-connections",
                "eu-west-1",
                Opinion.DOWN,
                at,
                at,
                "alarm orders-connections is in ALARM: Threshold Crossed: 3 out of the last 3 datapoints were less than or equal"
                        + " to the threshold (1.0).",
                Map.of("state", "ALARM", "previousState", "OK", "watches", "metric AWS/RDS DatabaseConnections"));

        assertThat(vote("alarm-orders-connections-in-alarm.eventbridge.json")).isEqualTo(expected);
        assertThat(vote("alarm-orders-connections-in-alarm.sns.json")).isEqualTo(expected);
        assertThat(vote("alarm-orders-connections-in-alarm.direct.json")).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"alarm-orders-connections-ok.eventbridge.json", "alarm-orders-connections-ok.sns.json"})
    void okVotesHealthy(String sample) throws IOException {
        assertThat(vote(sample).opinion()).isEqualTo(Opinion.HEALTHY);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "alarm-orders-connections-insufficient-data.eventbridge.json",
                "alarm-orders-connections-insufficient-data.direct.json"
            })
    void aMetricThatWentMissingIsNoProofOfDeath(String sample) throws IOException {
        assertThat(vote(sample).opinion()).isEqualTo(Opinion.SUSPECT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "alarm-orders-errors-math-in-alarm.eventbridge.json",
                "alarm-orders-errors-math-in-alarm.sns.json"
            })
    void anAlarmOnAnExpressionSaysWhichOne(String sample) throws IOException {
        assertThat(vote(sample).evidence()).containsEntry("watches", "expression 100 * errors / requests");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "alarm-orders-composite-in-alarm.eventbridge.json",
                "alarm-orders-composite-in-alarm.sns.json",
                "alarm-orders-composite-in-alarm.direct.json"
            })
    void aCompositeAlarmSaysItsRule(String sample) throws IOException {
        assertThat(vote(sample).resource()).isEqualTo(ALARM + "orders-down");
        assertThat(vote(sample).evidence())
                .containsEntry("watches", "rule ALARM(\"orders-connections\") AND ALARM(\"orders-errors\")");
    }

    @Test
    void aSuppressedAlarmDoesNotVoteAndTheLogSaysWhy() throws IOException {
        assertThat(reading("alarm-orders-composite-suppressed.eventbridge.json"))
                .isEqualTo(new Reading.Ignored(
                        "alarm orders-down is in ALARM and does not vote, being suppressed by WaitPeriod: Actions"
                                + " suppressed by WaitPeriod"));
        assertThat(reading("alarm-orders-composite-suppressed.direct.json"))
                .isInstanceOfSatisfying(
                        Reading.Ignored.class,
                        ignored -> assertThat(ignored.why())
                                .endsWith(
                                        "suppressed by Alarm: Actions suppressed by " + ALARM + "orders-maintenance"));
    }

    @Test
    void aMutedAlarmDoesNotVoteAndTheLogSaysUntilWhen() throws IOException {
        assertThat(reading("alarm-orders-connections-muted.eventbridge.json"))
                .isInstanceOfSatisfying(
                        Reading.Ignored.class,
                        ignored -> assertThat(ignored.why())
                                .contains(
                                        "does not vote, being muted by",
                                        "alarm-mute-rule:maintenance",
                                        "until 2026-11-21T12:00"));
    }

    @Test
    void aChangeOfAnAlarmsConfigurationIsNoChangeOfItsState() throws IOException {
        assertThat(reading("alarm-configuration-changed.eventbridge.json")).isInstanceOf(Reading.Ignored.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "alarm-state-not-known.eventbridge.json",
                "alarm-without-arn.eventbridge.json",
                "alarm-time-no-time.direct.json",
                "rds-without-event-id.eventbridge.json",
                "records-of-another-service.json",
                "sns-plain-text.json",
                "no-known-shape.json"
            })
    void whatCantBeReadIsUnusableWithAReason(String sample) {
        assertThatThrownBy(() -> reading("bad/" + sample))
                .isInstanceOf(Unusable.class)
                .message()
                .isNotBlank();
    }

    @Test
    void aReasonNamesTheFieldAndItsValue() {
        assertThatThrownBy(() -> reading("bad/alarm-time-no-time.direct.json"))
                .hasMessage("state.timestamp of the alarm is no time: \"noon\"");
    }
}
