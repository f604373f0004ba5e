// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.simulated.cloudwatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.autofailover.simulated.CapturedSends;
import dev.autofailover.simulated.Clients;
import dev.autofailover.simulated.JsonProtocol;
import dev.autofailover.simulated.SimulatedAws;
import dev.autofailover.simulated.VirtualTime;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.AlarmType;
import software.amazon.awssdk.services.cloudwatch.model.CloudWatchException;
import software.amazon.awssdk.services.cloudwatch.model.ComparisonOperator;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;
import software.amazon.awssdk.services.cloudwatch.model.Statistic;

class CloudWatchAlarmsTest {
    private static final String TOPIC = "arn:aws:sns:eu-west-1:111122223333:alarms";
    private static final String FUNCTION = "arn:aws:lambda:eu-west-1:111122223333:function:responder";
    private static final String ARN = "arn:aws:cloudwatch:eu-west-1:111122223333:alarm:orders-connections";

    private final VirtualTime time = new VirtualTime(Instant.parse("2026-11-21T10:00:00Z"));
    private final CapturedSends sends = new CapturedSends();
    private final SimulatedCloudWatch cloudWatch =
            new SimulatedCloudWatch(time, CloudWatchTiming.quick(), sends, sends, sends);
    private final SimulatedAws aws = new SimulatedAws(time).with(cloudWatch);
    private final CloudWatchClient ireland = Clients.of(CloudWatchClient.builder(), aws, "eu-west-1");

    @BeforeEach
    void anAlarmWithEveryKindOfAction() {
        ireland.putMetricAlarm(alarm -> alarm.alarmName("orders-connections")
                .alarmDescription("no connections")
                .namespace("AWS/RDS")
                .metricName("DatabaseConnections")
                .dimensions(Dimension.builder()
                        .name("DBInstanceIdentifier")
                        .value("orders")
                        .build())
                .statistic(Statistic.AVERAGE)
                .period(60)
                .evaluationPeriods(3)
                .threshold(1.0)
                .comparisonOperator(ComparisonOperator.LESS_THAN_THRESHOLD)
                .treatMissingData("breaching")
                .alarmActions(TOPIC, FUNCTION));
        time.advance(Duration.ofSeconds(40));
    }

    @AfterEach
    void end() {
        time.close();
    }

    private void set(StateValue value) {
        ireland.setAlarmState(request -> request.alarmName("orders-connections")
                .stateValue(value)
                .stateReason("a drill")
                .stateReasonData("{\"version\":\"1.0\"}"));
        time.advance(Duration.ofSeconds(1));
    }

    @Test
    void anAlarmIsDescribedAsItWasPut() {
        MetricAlarm alarm = ireland.describeAlarms(request -> request.alarmNames("orders-connections"))
                .metricAlarms()
                .getFirst();

        assertThat(alarm.alarmArn()).isEqualTo(ARN);
        assertThat(alarm.stateValue()).isEqualTo(StateValue.INSUFFICIENT_DATA);
        assertThat(alarm.stateReason()).isEqualTo("Unchecked: Initial alarm creation");
        assertThat(alarm.threshold()).isEqualTo(1.0);
        assertThat(alarm.evaluationPeriods()).isEqualTo(3);
        assertThat(alarm.alarmActions()).containsExactly(TOPIC, FUNCTION);
        assertThat(alarm.okActions()).isEmpty();
        assertThat(alarm.dimensions().getFirst().value()).isEqualTo("orders");
        assertThat(alarm.stateUpdatedTimestamp()).isEqualTo(Instant.parse("2026-11-21T10:00:00Z"));
    }

    @Test
    void aChangeOfStateReachesTheBusInItsDocumentedShape() {
        set(StateValue.ALARM);

        assertThat(sends.emitted).singleElement().satisfies(event -> {
            assertThat(event.source()).isEqualTo("aws.cloudwatch");
            assertThat(event.detailType()).isEqualTo("CloudWatch Alarm State Change");
            assertThat(event.resources()).containsExactly(ARN);
            JsonNode id =
                    event.detail().path("configuration").path("metrics").path(0).path("id");
            assertThat(event.detail()).isEqualTo(json("""
                    {"alarmName":"orders-connections",
                     "configuration":{"description":"no connections","metrics":[{"id":%s,"metricStat":{"metric":{
                       "dimensions":{"DBInstanceIdentifier":"orders"},"name":"DatabaseConnections","namespace":"AWS/RDS"},
                       "period":60,"stat":"Average"},"returnData":true}]},
                     "previousState":{"value":"INSUFFICIENT_DATA","reason":"Unchecked: Initial alarm creation",
                       "timestamp":"2026-11-21T10:00:00.000+0000"},
                     "state":{"value":"ALARM","reason":"a drill","reasonData":"{\\"version\\":\\"1.0\\"}",
                       "timestamp":"2026-11-21T10:00:40.000+0000"}}""".formatted(id)));
        });
    }

    @Test
    void itsActionsReachTheTopicAndTheFunctionEachInItsOwnShape() {
        set(StateValue.ALARM);

        assertThat(sends.published).singleElement().satisfies(message -> {
            assertThat(message.topicArn()).isEqualTo(TOPIC);
            assertThat(message.subject()).contains("ALARM: \"orders-connections\" in EU (Ireland)");
            JsonNode body = json(message.message());
            assertThat(body.path("Region").asText()).isEqualTo("EU (Ireland)");
            assertThat(body.path("AlarmArn").asText()).isEqualTo(ARN);
            assertThat(body.path("OldStateValue").asText()).isEqualTo("INSUFFICIENT_DATA");
            assertThat(body.path("NewStateValue").asText()).isEqualTo("ALARM");
            assertThat(body.path("StateChangeTime").asText()).isEqualTo("2026-11-21T10:00:40.000+0000");
            assertThat(body.path("Trigger").path("Statistic").asText()).isEqualTo("AVERAGE");
            assertThat(body.path("Trigger").path("Dimensions").path(0))
                    .isEqualTo(json("{\"value\":\"orders\",\"name\":\"DBInstanceIdentifier\"}"));
            assertThat(body.path("Trigger").path("DatapointsToAlarm").asInt()).isEqualTo(3);
        });
        assertThat(sends.invoked).singleElement().satisfies(invocation -> {
            assertThat(invocation.arn()).isEqualTo(FUNCTION);
            JsonNode event = json(invocation.event());
            assertThat(event.path("source").asText()).isEqualTo("aws.cloudwatch");
            assertThat(event.path("alarmArn").asText()).isEqualTo(ARN);
            assertThat(event.path("accountId").asText()).isEqualTo("111122223333");
            assertThat(event.path("time").asText()).isEqualTo("2026-11-21T10:00:40.000+0000");
            assertThat(event.path("alarmData").path("state").path("value").asText())
                    .isEqualTo("ALARM");
        });
    }

    @Test
    void theSameStateAgainSaysNothingAndAStateWithoutActionsOnlyAnEvent() {
        set(StateValue.ALARM);
        set(StateValue.ALARM);
        assertThat(sends.emitted).hasSize(1);

        set(StateValue.OK);
        assertThat(sends.emitted).hasSize(2);
        assertThat(sends.published).hasSize(1);
    }

    @Test
    void compositeAlarmsAreDescribedOnlyWhenAskedForByType() {
        ireland.putCompositeAlarm(
                request -> request.alarmName("orders-all").alarmRule("ALARM(\"orders-connections\")"));

        assertThat(ireland.describeAlarms(request -> request.alarmNames("orders-all"))
                        .compositeAlarms())
                .isEmpty();
        assertThat(ireland.describeAlarms(
                                request -> request.alarmNames("orders-all").alarmTypes(AlarmType.COMPOSITE_ALARM))
                        .compositeAlarms())
                .singleElement()
                .satisfies(alarm -> assertThat(alarm.alarmRule()).isEqualTo("ALARM(\"orders-connections\")"));
        cloudWatch.setAlarmState("eu-west-1", "orders-all", "ALARM", "a drill");
        time.advance(Duration.ofSeconds(1));
        assertThat(sends.emitted.getFirst().detail().path("configuration"))
                .isEqualTo(json("{\"alarmRule\":\"ALARM(\\\"orders-connections\\\")\"}"));
    }

    @Test
    void anUnknownAlarmIsNotFoundAndAForeignActionRefused() {
        assertThatThrownBy(() -> ireland.setAlarmState(request ->
                        request.alarmName("none").stateValue(StateValue.OK).stateReason("r")))
                // Two of the model's errors have this code on the wire; the SDK takes the other one for it.
                .isInstanceOfSatisfying(
                        CloudWatchException.class,
                        error -> assertThat(error.awsErrorDetails().errorCode()).isEqualTo("ResourceNotFound"));
        assertThatThrownBy(() -> ireland.putCompositeAlarm(request ->
                        request.alarmName("x").alarmRule("TRUE").alarmActions("arn:aws:automate:eu-west-1:ec2:reboot")))
                .hasMessageContaining("is not simulated");
    }

    private static JsonNode json(String text) {
        return JsonProtocol.parse(text.getBytes(StandardCharsets.UTF_8));
    }
}
