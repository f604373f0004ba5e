// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.simulated.cloudwatch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.autofailover.simulated.AwsError;
import dev.autofailover.simulated.JsonProtocol;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

/** PutMetricData, GetMetricData and GetMetricStatistics. */
final class MetricOperations {
    private static final Set<Integer> SHORT_PERIODS_SECONDS = Set.of(1, 5, 10, 20, 30);

    private final InstantSource time;
    private final MetricStore store;

    MetricOperations(InstantSource time, MetricStore store) {
        this.time = time;
        this.store = store;
    }

    ObjectNode put(String region, ObjectNode input) {
        Fields.only(input, "Namespace", "MetricData");
        String namespace = Fields.required(input, "Namespace");
        if (namespace.startsWith("AWS/")) {
            throw Fields.invalidValue("The value AWS/ for parameter Namespace is invalid.");
        }
        List<JsonNode> data = Fields.list(input, "MetricData");
        data.forEach(MetricOperations::values);
        for (JsonNode datum : data) {
            Metric metric = new Metric(region, namespace, Fields.required(datum, "MetricName"), dimensions(datum));
            store.put(
                    metric,
                    Fields.time(datum, "Timestamp").orElseGet(time::instant),
                    values(datum),
                    Fields.text(datum, "Unit").orElse("None"));
        }
        return JsonProtocol.object();
    }

    private static Statistics values(JsonNode datum) {
        Fields.only(
                datum,
                "MetricName",
                "Dimensions",
                "Timestamp",
                "Value",
                "StatisticValues",
                "Values",
                "Counts",
                "Unit",
                "StorageResolution");
        if (datum.has("StatisticValues")) {
            JsonNode set = datum.path("StatisticValues");
            return new Statistics(
                    Fields.requiredDecimal(set, "SampleCount"),
                    Fields.requiredDecimal(set, "Sum"),
                    Fields.requiredDecimal(set, "Minimum"),
                    Fields.requiredDecimal(set, "Maximum"));
        }
        List<String> values = Fields.texts(datum, "Values");
        if (values.isEmpty()) {
            return Statistics.of(Fields.requiredDecimal(datum, "Value"), 1);
        }
        List<String> counts = Fields.texts(datum, "Counts");
        if (!counts.isEmpty() && counts.size() != values.size()) {
            throw Fields.invalidValue("The parameters Values and Counts must be of the same size.");
        }
        Statistics all = Statistics.of(number(values.getFirst()), counts.isEmpty() ? 1 : number(counts.getFirst()));
        for (int i = 1; i < values.size(); i++) {
            all = all.plus(Statistics.of(number(values.get(i)), counts.isEmpty() ? 1 : number(counts.get(i))));
        }
        return all;
    }

    private static double number(String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw Fields.invalidValue("'" + text + "' is no number");
        }
    }

    ObjectNode data(String region, ObjectNode input) {
        Fields.only(input, "MetricDataQueries", "StartTime", "EndTime", "ScanBy");
        Instant from = Fields.requiredTime(input, "StartTime");
        Instant to = Fields.requiredTime(input, "EndTime");
        if (!from.isBefore(to)) {
            throw new AwsError(
                    400, "ValidationError", "The parameter StartTime must be less than the parameter EndTime.");
        }
        boolean ascending = Fields.text(input, "ScanBy").orElse("").equals("TimestampAscending");
        ObjectNode output = JsonProtocol.object();
        ArrayNode results = output.putArray("MetricDataResults");
        for (JsonNode query : Fields.list(input, "MetricDataQueries")) {
            Fields.only(query, "Id", "MetricStat", "Label", "ReturnData");
            NavigableMap<Instant, Statistics> cells = read(region, query.path("MetricStat"), from, to);
            if (Fields.flag(query, "ReturnData").orElse(true)) {
                write(results.addObject(), query, ascending ? cells : cells.descendingMap());
            }
        }
        output.putArray("Messages");
        return output;
    }

    private NavigableMap<Instant, Statistics> read(String region, JsonNode stat, Instant from, Instant to) {
        Fields.only(stat, "Metric", "Period", "Stat", "Unit");
        JsonNode metric = stat.path("Metric");
        Fields.only(metric, "Namespace", "MetricName", "Dimensions");
        return store.read(
                new Metric(
                        region,
                        Fields.required(metric, "Namespace"),
                        Fields.required(metric, "MetricName"),
                        dimensions(metric)),
                new MetricStore.Window(from, to, period(stat)),
                Fields.text(stat, "Unit"));
    }

    private static void write(ObjectNode result, JsonNode query, NavigableMap<Instant, Statistics> cells) {
        JsonNode stat = query.path("MetricStat");
        result.put("Id", Fields.required(query, "Id"))
                .put(
                        "Label",
                        Fields.text(query, "Label")
                                .orElseGet(() -> Fields.required(stat.path("Metric"), "MetricName")));
        ArrayNode timestamps = result.putArray("Timestamps");
        ArrayNode values = result.putArray("Values");
        String statistic = Statistics.known(Fields.required(stat, "Stat"));
        cells.forEach((at, cell) -> {
            timestamps.addPOJO(at);
            values.add(cell.get(statistic));
        });
        result.put("StatusCode", "Complete");
    }

    ObjectNode statistics(String region, ObjectNode input) {
        Fields.only(
                input, "Namespace", "MetricName", "Dimensions", "StartTime", "EndTime", "Period", "Statistics", "Unit");
        String name = Fields.required(input, "MetricName");
        List<String> wanted = Fields.texts(input, "Statistics");
        wanted.forEach(Statistics::known);
        if (wanted.isEmpty()) {
            throw new AwsError(
                    400,
                    "MissingParameter",
                    "At least one of the parameters Statistics and ExtendedStatistics must be specified.");
        }
        NavigableMap<Instant, Statistics> cells = store.read(
                new Metric(region, Fields.required(input, "Namespace"), name, dimensions(input)),
                new MetricStore.Window(
                        Fields.requiredTime(input, "StartTime"), Fields.requiredTime(input, "EndTime"), period(input)),
                Fields.text(input, "Unit"));
        ObjectNode output = JsonProtocol.object().put("Label", name);
        ArrayNode points = output.putArray("Datapoints");
        // AWS gives them in no order; newest first breaks those who believe in oldest first.
        cells.descendingMap().forEach((at, cell) -> {
            ObjectNode point = points.addObject();
            Fields.put(point, "Timestamp", at);
            wanted.forEach(statistic -> point.put(statistic, cell.get(statistic)));
        });
        return output;
    }

    private static Duration period(JsonNode input) {
        int seconds = Fields.integer(input, "Period")
                .orElseThrow(() -> new AwsError(400, "MissingParameter", "The parameter Period is required."));
        if (!SHORT_PERIODS_SECONDS.contains(seconds) && (seconds <= 0 || seconds % 60 != 0)) {
            throw Fields.invalidValue("Period must be 1, 5, 10, 20, 30 or a multiple of 60 seconds.");
        }
        return Duration.ofSeconds(seconds);
    }

    private static Map<String, String> dimensions(JsonNode input) {
        Map<String, String> dimensions = new TreeMap<>();
        Fields.list(input, "Dimensions")
                .forEach(each -> dimensions.put(Fields.required(each, "Name"), Fields.required(each, "Value")));
        return Map.copyOf(dimensions);
    }
}
