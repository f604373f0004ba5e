// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.simulated.cloudwatch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.autofailover.simulated.AwsError;
import dev.autofailover.simulated.JsonProtocol;
import java.util.List;
import java.util.stream.Stream;

/** What PutMetricAlarm and PutCompositeAlarm take, brought to the types of the service model whatever the protocol. */
final class AlarmInput {
    private static final List<String> ACTIONS = List.of("OKActions", "AlarmActions", "InsufficientDataActions");

    private static final String[] METRIC_MEMBERS = {
        "AlarmName",
        "AlarmDescription",
        "ActionsEnabled",
        "OKActions",
        "AlarmActions",
        "InsufficientDataActions",
        "MetricName",
        "Namespace",
        "Statistic",
        "Dimensions",
        "Period",
        "Unit",
        "EvaluationPeriods",
        "DatapointsToAlarm",
        "Threshold",
        "ComparisonOperator",
        "TreatMissingData",
        "Metrics",
        "Tags"
    };

    private AlarmInput() {}

    static ObjectNode metric(ObjectNode input) {
        Fields.only(input, METRIC_MEMBERS);
        ObjectNode typed = common(input);
        typed.put("ComparisonOperator", Fields.required(input, "ComparisonOperator"))
                .put("Threshold", Fields.requiredDecimal(input, "Threshold"));
        integers(input, typed, "EvaluationPeriods", "DatapointsToAlarm");
        if (!typed.has("EvaluationPeriods")) {
            throw new AwsError(400, "MissingParameter", "The parameter EvaluationPeriods is required.");
        }
        texts(input, typed, "TreatMissingData");
        if (input.has("Metrics")) {
            ArrayNode metrics = typed.putArray("Metrics");
            input.path("Metrics").forEach(query -> metrics.add(query(query)));
        } else {
            typed.put("Statistic", Statistics.known(Fields.required(input, "Statistic")));
            namedMetric(input, typed);
            integers(input, typed, "Period");
            texts(input, typed, "Unit");
        }
        return typed;
    }

    static ObjectNode composite(ObjectNode input) {
        Fields.only(
                input,
                "AlarmName",
                "AlarmDescription",
                "ActionsEnabled",
                "OKActions",
                "AlarmActions",
                "InsufficientDataActions",
                "AlarmRule",
                "Tags");
        return common(input).put("AlarmRule", Fields.required(input, "AlarmRule"));
    }

    private static ObjectNode common(ObjectNode input) {
        ObjectNode typed = JsonProtocol.object().put("AlarmName", Fields.required(input, "AlarmName"));
        texts(input, typed, "AlarmDescription");
        typed.put("ActionsEnabled", Fields.flag(input, "ActionsEnabled").orElse(true));
        for (String actions : ACTIONS) {
            List<String> arns = Fields.texts(input, actions);
            arns.stream().filter(arn -> !AlarmAnnouncer.knows(arn)).findFirst().ifPresent(arn -> {
                throw Fields.invalidValue("The action " + arn + " is not simulated");
            });
            arns.forEach(typed.putArray(actions)::add);
        }
        return typed;
    }

    private static ObjectNode query(JsonNode query) {
        Fields.only(query, "Id", "Expression", "Label", "ReturnData", "Period", "MetricStat");
        ObjectNode typed = JsonProtocol.object().put("Id", Fields.required(query, "Id"));
        texts(query, typed, "Expression", "Label");
        integers(query, typed, "Period");
        Fields.flag(query, "ReturnData").ifPresent(value -> typed.put("ReturnData", value));
        if (query.has("MetricStat")) {
            JsonNode stat = query.path("MetricStat");
            ObjectNode typedStat = typed.putObject("MetricStat");
            namedMetric(stat.path("Metric"), typedStat.putObject("Metric"));
            integers(stat, typedStat, "Period");
            texts(stat, typedStat, "Stat", "Unit");
        }
        return typed;
    }

    private static void namedMetric(JsonNode input, ObjectNode typed) {
        typed.put("Namespace", Fields.required(input, "Namespace"))
                .put("MetricName", Fields.required(input, "MetricName"));
        ArrayNode dimensions = typed.putArray("Dimensions");
        input.path("Dimensions")
                .forEach(each -> dimensions
                        .addObject()
                        .put("Name", Fields.required(each, "Name"))
                        .put("Value", Fields.required(each, "Value")));
    }

    private static void texts(JsonNode input, ObjectNode typed, String... names) {
        Stream.of(names).forEach(name -> Fields.text(input, name).ifPresent(value -> typed.put(name, value)));
    }

    private static void integers(JsonNode input, ObjectNode typed, String... names) {
        Stream.of(names).forEach(name -> Fields.integer(input, name).ifPresent(value -> typed.put(name, value)));
    }
}
