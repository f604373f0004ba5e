// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.simulated.cloudwatch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.autofailover.simulated.AwsError;
import dev.autofailover.simulated.JsonProtocol;
import dev.autofailover.simulated.SimulatedTime;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;

/** Alarms: put, described, and set by hand. They are not evaluated. */
final class AlarmOperations {
    private static final Set<String> STATES = Set.of("OK", "ALARM", "INSUFFICIENT_DATA");
    private static final int DEFAULT_PAGE = 50;
    private static final int LARGEST_PAGE = 100;

    private final SimulatedTime time;
    private final Duration announcement;
    private final AlarmAnnouncer announcer;
    private final ConcurrentSkipListMap<String, Alarm> alarms = new ConcurrentSkipListMap<>();

    AlarmOperations(SimulatedTime time, CloudWatchTiming timing, AlarmAnnouncer announcer) {
        this.time = time;
        this.announcement = timing.announcement().takes();
        this.announcer = announcer;
    }

    ObjectNode put(String region, ObjectNode input) {
        return store(region, AlarmInput.metric(input));
    }

    ObjectNode putComposite(String region, ObjectNode input) {
        return store(region, AlarmInput.composite(input));
    }

    private ObjectNode store(String region, ObjectNode configuration) {
        String name = Fields.required(configuration, "AlarmName");
        var now = time.instant();
        alarms.compute(
                key(region, name),
                (_, old) ->
                        new Alarm(region, name, configuration, now, old == null ? Alarm.initial(now) : old.state()));
        return JsonProtocol.object();
    }

    ObjectNode setState(String region, ObjectNode input) {
        Fields.only(input, "AlarmName", "StateValue", "StateReason", "StateReasonData");
        setState(
                key(region, Fields.required(input, "AlarmName")),
                Fields.required(input, "StateValue"),
                Fields.required(input, "StateReason"),
                Fields.text(input, "StateReasonData"));
        return JsonProtocol.object();
    }

    private synchronized void setState(String key, String value, String reason, Optional<String> data) {
        if (!STATES.contains(value)) {
            throw new AwsError(400, "ValidationError", "Invalid alarm state: " + value);
        }
        data.ifPresent(AlarmOperations::requireJson);
        Alarm before = alarms.get(key);
        if (before == null) {
            throw new AwsError(404, "ResourceNotFound", "The alarm does not exist.");
        }
        Alarm after = before.in(new Alarm.State(value, reason, data, time.instant()));
        alarms.put(key, after);
        if (!before.state().value().equals(value)) {
            time.after(announcement, () -> announcer.changed(before.state(), after));
        }
    }

    private static void requireJson(String data) {
        try {
            var _ = JsonProtocol.JSON.readTree(data);
        } catch (JsonProcessingException e) {
            throw new AwsError(400, "InvalidFormat", "StateReasonData must be JSON: " + e.getOriginalMessage());
        }
    }

    ObjectNode describe(String region, ObjectNode input) {
        Fields.only(input, "AlarmNames", "AlarmNamePrefix", "AlarmTypes", "StateValue", "MaxRecords", "NextToken");
        List<String> names = Fields.texts(input, "AlarmNames");
        Optional<String> prefix = Fields.text(input, "AlarmNamePrefix");
        Optional<String> state = Fields.text(input, "StateValue");
        if (!names.isEmpty() && prefix.isPresent()) {
            throw new AwsError(400, "ValidationError", "AlarmNames and AlarmNamePrefix can't be given together.");
        }
        // Without AlarmTypes AWS answers metric alarms only, also to the very name of a composite one.
        List<String> asked = Fields.texts(input, "AlarmTypes");
        List<String> types = asked.isEmpty() ? List.of("MetricAlarm") : asked;
        List<Alarm> found = alarms
                .tailMap(key(region, Fields.text(input, "NextToken").orElse("")))
                .values()
                .stream()
                .filter(alarm -> alarm.region().equals(region))
                .filter(alarm -> names.isEmpty() || names.contains(alarm.name()))
                .filter(alarm -> alarm.name().startsWith(prefix.orElse("")))
                .filter(alarm ->
                        state.isEmpty() || state.get().equals(alarm.state().value()))
                .filter(alarm -> types.contains(alarm.composite() ? "CompositeAlarm" : "MetricAlarm"))
                .toList();
        return page(found, Fields.integer(input, "MaxRecords").orElse(DEFAULT_PAGE));
    }

    private static ObjectNode page(List<Alarm> found, int size) {
        if (size < 1 || size > LARGEST_PAGE) {
            throw new AwsError(400, "ValidationError", "MaxRecords must be between 1 and " + LARGEST_PAGE);
        }
        ObjectNode output = JsonProtocol.object();
        ArrayNode composite = output.putArray("CompositeAlarms");
        ArrayNode metric = output.putArray("MetricAlarms");
        found.stream().limit(size).forEach(alarm -> (alarm.composite() ? composite : metric).add(describe(alarm)));
        if (found.size() > size) {
            output.put("NextToken", found.get(size).name());
        }
        return output;
    }

    private static JsonNode describe(Alarm alarm) {
        ObjectNode described = alarm.configuration().deepCopy();
        described.put("AlarmArn", alarm.arn());
        for (String actions : List.of("OKActions", "AlarmActions", "InsufficientDataActions")) {
            if (!described.has(actions)) {
                described.putArray(actions);
            }
        }
        described
                .put("ActionsEnabled", alarm.actionsEnabled())
                .put("StateValue", alarm.state().value())
                .put("StateReason", alarm.state().reason());
        alarm.state().data().ifPresent(data -> described.put("StateReasonData", data));
        Fields.put(described, "AlarmConfigurationUpdatedTimestamp", alarm.configured());
        Fields.put(described, "StateUpdatedTimestamp", alarm.state().since());
        Fields.put(described, "StateTransitionedTimestamp", alarm.state().since());
        return described;
    }

    void setState(String region, String name, String value, String reason) {
        setState(key(region, name), value, reason, Optional.empty());
    }

    private static String key(String region, String name) {
        return region + "/" + name;
    }
}
