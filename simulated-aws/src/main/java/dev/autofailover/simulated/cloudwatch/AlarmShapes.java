// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.simulated.cloudwatch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.autofailover.simulated.JsonProtocol;
import dev.autofailover.simulated.SimulatedAws;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.UUID;

/** An alarm's change of state as EventBridge and as a function called directly get it. */
final class AlarmShapes {
    /** The offset has no colon. */
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSZ", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private AlarmShapes() {}

    static String time(Instant time) {
        return TIME.format(time);
    }

    /** The detail of {@code CloudWatch Alarm State Change}; CloudWatch User Guide, cloudwatch-and-eventbridge. */
    static ObjectNode detail(Alarm.State before, Alarm after) {
        ObjectNode detail = JsonProtocol.object().put("alarmName", after.name());
        detail.set("configuration", configuration(after));
        detail.set("previousState", state(before));
        detail.set("state", state(after.state()));
        return detail;
    }

    /** A function's input as an alarm action; CloudWatch User Guide, alarms-and-actions-Lambda. */
    static byte[] direct(Alarm.State before, Alarm after) {
        ObjectNode event = JsonProtocol.object()
                .put("source", "aws.cloudwatch")
                .put("alarmArn", after.arn())
                .put("accountId", SimulatedAws.ACCOUNT)
                .put("time", time(after.state().since()))
                .put("region", after.region());
        ObjectNode data = event.putObject("alarmData").put("alarmName", after.name());
        data.set("state", state(after.state()));
        data.set("previousState", state(before));
        data.set("configuration", configuration(after));
        return event.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static ObjectNode state(Alarm.State state) {
        ObjectNode written = JsonProtocol.object().put("value", state.value()).put("reason", state.reason());
        state.data().ifPresent(data -> written.put("reasonData", data));
        return written.put("timestamp", time(state.since()));
    }

    private static ObjectNode configuration(Alarm alarm) {
        ObjectNode put = alarm.configuration();
        ObjectNode written = JsonProtocol.object();
        Fields.text(put, "AlarmDescription").ifPresent(text -> written.put("description", text));
        if (alarm.composite()) {
            return written.put("alarmRule", Fields.required(put, "AlarmRule"));
        }
        ArrayNode metrics = written.putArray("metrics");
        if (put.has("Metrics")) {
            put.path("Metrics").forEach(query -> metrics.add(query(query)));
        } else {
            ObjectNode only = metrics.addObject()
                    .put(
                            "id",
                            UUID.nameUUIDFromBytes(alarm.arn().getBytes(StandardCharsets.UTF_8))
                                    .toString());
            only.set("metricStat", metricStat(put, put, Fields.required(put, "Statistic")));
            only.put("returnData", true);
        }
        return written;
    }

    private static ObjectNode query(JsonNode query) {
        ObjectNode written = JsonProtocol.object().put("id", Fields.required(query, "Id"));
        Fields.text(query, "Expression").ifPresent(text -> written.put("expression", text));
        Fields.text(query, "Label").ifPresent(text -> written.put("label", text));
        if (query.has("MetricStat")) {
            JsonNode stat = query.path("MetricStat");
            written.set("metricStat", metricStat(stat.path("Metric"), stat, Fields.required(stat, "Stat")));
        }
        return written.put("returnData", Fields.flag(query, "ReturnData").orElse(true));
    }

    private static ObjectNode metricStat(JsonNode metric, JsonNode stat, String statistic) {
        ObjectNode written = JsonProtocol.object();
        ObjectNode named = written.putObject("metric");
        ObjectNode dimensions = named.putObject("dimensions");
        metric.path("Dimensions")
                .forEach(each -> dimensions.put(Fields.required(each, "Name"), Fields.required(each, "Value")));
        named.put("name", Fields.required(metric, "MetricName")).put("namespace", Fields.required(metric, "Namespace"));
        written.put("period", Fields.integer(stat, "Period").orElse(0)).put("stat", statistic);
        Fields.text(stat, "Unit").ifPresent(unit -> written.put("unit", unit));
        return written;
    }
}
