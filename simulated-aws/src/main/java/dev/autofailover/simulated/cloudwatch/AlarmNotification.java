// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.simulated.cloudwatch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.autofailover.simulated.JsonProtocol;
import dev.autofailover.simulated.SimulatedAws;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** An alarm's change of state as subscribers of an SNS topic get it; as seen in samples of real messages. */
final class AlarmNotification {
    private static final Map<String, String> DISPLAY_NAMES = Map.ofEntries(
            Map.entry("us-east-1", "US East (N. Virginia)"),
            Map.entry("us-east-2", "US East (Ohio)"),
            Map.entry("us-west-1", "US West (N. California)"),
            Map.entry("us-west-2", "US West (Oregon)"),
            Map.entry("eu-west-1", "EU (Ireland)"),
            Map.entry("eu-west-2", "EU (London)"),
            Map.entry("eu-west-3", "EU (Paris)"),
            Map.entry("eu-central-1", "EU (Frankfurt)"),
            Map.entry("eu-north-1", "EU (Stockholm)"),
            Map.entry("ap-northeast-1", "Asia Pacific (Tokyo)"),
            Map.entry("ap-southeast-1", "Asia Pacific (Singapore)"),
            Map.entry("ap-southeast-2", "Asia Pacific (Sydney)"));

    private AlarmNotification() {}

    static String subject(Alarm alarm) {
        return alarm.state().value() + ": \"" + alarm.name() + "\" in " + displayName(alarm.region());
    }

    static String message(Alarm.State before, Alarm alarm) {
        ObjectNode put = alarm.configuration();
        ObjectNode message = JsonProtocol.object().put("AlarmName", alarm.name());
        message.put("AlarmDescription", Fields.text(put, "AlarmDescription").orElse(null))
                .put("AWSAccountId", SimulatedAws.ACCOUNT)
                .put("AlarmConfigurationUpdatedTimestamp", AlarmShapes.time(alarm.configured()))
                .put("NewStateValue", alarm.state().value())
                .put("NewStateReason", alarm.state().reason())
                .put("StateChangeTime", AlarmShapes.time(alarm.state().since()))
                .put("Region", displayName(alarm.region()))
                .put("AlarmArn", alarm.arn())
                .put("OldStateValue", before.value());
        for (String actions : List.of("OKActions", "AlarmActions", "InsufficientDataActions")) {
            Fields.texts(put, actions).forEach(message.putArray(actions)::add);
        }
        if (alarm.composite()) {
            message.put("AlarmRule", Fields.required(put, "AlarmRule"));
        } else {
            message.set("Trigger", trigger(put));
        }
        return message.toString();
    }

    private static ObjectNode trigger(ObjectNode put) {
        ObjectNode trigger = JsonProtocol.object();
        if (put.has("Metrics")) {
            trigger.set("Metrics", put.path("Metrics"));
        } else {
            trigger.put("MetricName", Fields.required(put, "MetricName"))
                    .put("Namespace", Fields.required(put, "Namespace"))
                    .put("StatisticType", "Statistic")
                    .put("Statistic", Fields.required(put, "Statistic").toUpperCase(Locale.ROOT))
                    .put("Unit", Fields.text(put, "Unit").orElse(null));
            ArrayNode dimensions = trigger.putArray("Dimensions");
            for (JsonNode each : put.path("Dimensions")) {
                dimensions
                        .addObject()
                        .put("value", Fields.required(each, "Value"))
                        .put("name", Fields.required(each, "Name"));
            }
            trigger.put("Period", Fields.integer(put, "Period").orElse(0));
        }
        int periods = Fields.integer(put, "EvaluationPeriods").orElse(1);
        return trigger.put("EvaluationPeriods", periods)
                .put(
                        "DatapointsToAlarm",
                        Fields.integer(put, "DatapointsToAlarm").orElse(periods))
                .put("ComparisonOperator", Fields.required(put, "ComparisonOperator"))
                .put("Threshold", Fields.decimal(put, "Threshold").orElse(0.0))
                .put("TreatMissingData", Fields.text(put, "TreatMissingData").orElse("missing"))
                .put("EvaluateLowSampleCountPercentile", "");
    }

    private static String displayName(String region) {
        return Objects.requireNonNullElse(DISPLAY_NAMES.get(region), region);
    }
}
