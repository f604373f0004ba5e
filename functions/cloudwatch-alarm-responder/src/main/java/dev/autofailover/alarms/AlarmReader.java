// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.alarms;

import com.fasterxml.jackson.databind.JsonNode;
import dev.autofailover.lambda.AwsTime;
import dev.autofailover.lambda.Unusable;
import dev.autofailover.plan.Arn;
import java.time.Instant;
import java.util.Optional;

/**
 * Reads the three shapes of an alarm: EventBridge's and the direct action's, which differ in where they say what, and SNS's, which
 * differs in everything. The Region is that of the alarm's ARN; SNS's field Region is a name for people.
 */
final class AlarmReader {
    private AlarmReader() {}

    /** An event {@code CloudWatch Alarm State Change} (CloudWatch User Guide, cloudwatch-and-eventbridge). */
    static Alarm ofBus(JsonNode envelope) {
        JsonNode detail = envelope.path("detail");
        return ofState(arn("resources[0]", envelope.path("resources").path(0)), detail, envelope.path("time"));
    }

    /** What an alarm with a Lambda action invokes it with (CloudWatch User Guide, alarms-and-actions-Lambda). */
    static Alarm ofDirectAction(JsonNode input) {
        return ofState(arn("alarmArn", input.path("alarmArn")), input.path("alarmData"), input.path("time"));
    }

    /** The body of an alarm's SNS message. */
    static Alarm ofNotification(JsonNode body) {
        JsonNode trigger = body.path("Trigger");
        return new Alarm(
                arn("AlarmArn", body.path("AlarmArn")),
                text("NewStateValue", body.path("NewStateValue")),
                body.path("OldStateValue").asText(),
                body.path("NewStateReason").asText(),
                time("StateChangeTime", body.path("StateChangeTime")),
                body.hasNonNull("AlarmRule")
                        ? "rule " + body.path("AlarmRule").asText()
                        : watched(trigger.path("Metrics"), "MetricStat", "Metric", "Expression")
                                .orElseGet(() -> metric(trigger.path("Namespace"), trigger.path("MetricName"))),
                Optional.empty());
    }

    private static Alarm ofState(Arn arn, JsonNode detail, JsonNode envelopeTime) {
        JsonNode state = detail.path("state");
        JsonNode configuration = detail.path("configuration");
        return new Alarm(
                arn,
                text("state.value", state.path("value")),
                detail.path("previousState").path("value").asText(),
                state.path("reason").asText(),
                time("state.timestamp", state.hasNonNull("timestamp") ? state.path("timestamp") : envelopeTime),
                configuration.hasNonNull("alarmRule")
                        ? "rule " + configuration.path("alarmRule").asText()
                        : watched(configuration.path("metrics"), "metricStat", "metric", "expression")
                                .orElse("not told"),
                silenced(detail));
    }

    /** Suppressed and muted alarms still send events; only their actions are held back. */
    private static Optional<String> silenced(JsonNode detail) {
        JsonNode state = detail.path("state");
        if (state.hasNonNull("actionsSuppressedBy")) {
            return Optional.of(
                    "suppressed by " + state.path("actionsSuppressedBy").asText() + ": "
                            + state.path("actionsSuppressedReason").asText());
        }
        JsonNode mute = detail.path("muteDetail");
        return mute.isObject()
                ? Optional.of("muted by " + mute.path("mutedByArn").asText() + " until "
                        + mute.path("muteWindowEnd").asText())
                : Optional.empty();
    }

    /** Of several metrics, the one that the alarm's expression returns. */
    private static Optional<String> watched(JsonNode metrics, String stat, String metric, String expression) {
        for (JsonNode each : metrics) {
            if (each.hasNonNull(expression) && !returnsNothing(each)) {
                return Optional.of("expression " + each.path(expression).asText());
            }
        }
        JsonNode first = metrics.path(0).path(stat).path(metric);
        boolean lowerCase = first.has("name");
        return first.isObject()
                ? Optional.of(metric(
                        first.path(lowerCase ? "namespace" : "Namespace"),
                        first.path(lowerCase ? "name" : "MetricName")))
                : Optional.empty();
    }

    private static boolean returnsNothing(JsonNode metric) {
        JsonNode returned =
                metric.path("returnData").isMissingNode() ? metric.path("ReturnData") : metric.path("returnData");
        return returned.isBoolean() && !returned.booleanValue();
    }

    private static String metric(JsonNode namespace, JsonNode name) {
        return "metric " + namespace.asText() + " " + name.asText();
    }

    private static Arn arn(String field, JsonNode written) {
        return Arn.parse(written.asText())
                .filter(arn -> arn.is("cloudwatch", "alarm:") && !arn.region().isEmpty())
                .orElseThrow(() -> new Unusable(field + " is no ARN of an alarm: " + shown(written)));
    }

    private static String text(String field, JsonNode written) {
        if (written.isTextual()) {
            return written.textValue();
        }
        throw new Unusable(field + " of the alarm is no text: " + shown(written));
    }

    private static Instant time(String field, JsonNode written) {
        return AwsTime.parse(written.asText())
                .orElseThrow(() -> new Unusable(field + " of the alarm is no time: " + shown(written)));
    }

    private static String shown(JsonNode written) {
        String text = written.isMissingNode() ? "missing" : written.toString();
        return text.length() <= 200 ? text : text.substring(0, 200) + "…";
    }
}
