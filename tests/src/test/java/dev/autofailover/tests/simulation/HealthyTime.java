// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.tests.simulation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.autofailover.drill.lab.LabPolicy;
import dev.autofailover.drill.template.Stack;
import dev.autofailover.record.dynamodb.DynamoDbPlanStore;
import dev.autofailover.simulated.RecordedCall;
import dev.autofailover.simulated.lambda.Invocation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a while in which nothing is wrong uses of AWS, from the calls and invocations of the simulated system. */
final class HealthyTime {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** What is done once is done by then: the last of it is to note that the alarm's first vote is too old for `careful` to count. */
    private static final Duration SETTLING = Duration.ofMinutes(5);
    /** The schedules' rate, and so the period of all that goes on while nothing is wrong. */
    private static final Duration PERIOD = Duration.ofMinutes(1);
    /** Thirty days. */
    private static final double MONTH = (double) Duration.ofDays(30).toMillis() / PERIOD.toMillis();
    /** How much two periods may differ, as a part: plans are read again now and then, a number in a line of log grows by a digit. */
    private static final double STEADY = 0.05;

    private final SimulatedSystem system;
    private final boolean canary;
    private final Prices prices;
    private final List<Invocation> invocations = new ArrayList<>();
    private final List<RecordedCall> calls = new ArrayList<>();

    private HealthyTime(SimulatedSystem system, boolean canary, Prices prices) {
        this.system = system;
        this.canary = canary;
        this.prices = prices;
    }

    /**
     * What a month of {@code services} services like plans/orders.yaml under that policy uses.
     *
     * @param canary whether with its DynamoDB canary
     */
    static Spent month(LabPolicy policy, int services, boolean canary, Prices prices) {
        Distances distances = new Distances(
                prices.assumedTime("callInRegionMillis"),
                prices.assumedTime("callBetweenRegionsMillis"),
                prices.assumedTime("databaseCheckMillis"));
        try (SimulatedSystem system = new SimulatedSystem(Variant.plain(), distances)) {
            return new HealthyTime(system, canary, prices).measure(policy, services);
        }
    }

    private Spent measure(LabPolicy policy, int services) {
        Map<String, String> regions = new HashMap<>();
        String text = new DynamoDbPlanStore(system.table, SimulatedSystem.STACK + "-Table")
                .current(SimulatedSystem.SERVICE)
                .orElseThrow()
                .text();
        for (int i = 0; i < services; i++) {
            apply(text, policy, i, regions);
        }
        system.cloud.time().advance(SETTLING);
        system.cloud.lambda().subscribe(invocations::add);
        system.cloud.aws().recording().subscribe(calls::add);
        Spent before = period(regions);
        Spent spent = period(regions);
        for (String item : prices.items()) {
            if (Math.abs(spent.of(item) - before.of(item)) > STEADY * before.of(item)) {
                throw new IllegalStateException("not settled: " + before.of(item) + " " + item + " in a minute, and "
                        + spent.of(item) + " in the next");
            }
        }
        Spent month = spent.times(MONTH);
        standing(month);
        return month;
    }

    /** What the next period uses, and what is paid by the month for what it has shown. */
    private Spent period(Map<String, String> regions) {
        invocations.clear();
        calls.clear();
        Spent spent = new Spent();
        try (WrittenLines lines = new WrittenLines(regions, prices.assumed("logEnvelopeBytes"))) {
            system.cloud.time().advance(PERIOD);
            spent.add("log bytes", lines.bytes());
            spent.add("custom metrics", lines.metrics() / MONTH);
        }
        count(spent);
        return spent;
    }

    /** The service again under another name, watched by observers of its own. */
    private void apply(String text, LabPolicy policy, int number, Map<String, String> regions) {
        try {
            ObjectNode plan = (ObjectNode) JSON.readTree(text);
            policy.into(plan);
            String suffix = number == 0 ? "" : "-" + number;
            plan.put("service", SimulatedSystem.SERVICE + suffix);
            ArrayNode observers = (ArrayNode) plan.at("/observers/list");
            if (!canary) {
                observers.removeIf(observer -> observer.has("dynamodb-canary"));
            }
            for (JsonNode observer : observers) {
                ObjectNode only = (ObjectNode) observer.elements().next();
                String name = only.path("name").asText() + suffix;
                only.put("name", name);
                regions.put(name, only.path("from").asText(Regions.STOCKHOLM));
            }
            JsonNode answer =
                    system.order(Map.of("command", "apply-plan", "plan", plan.toString(), "by", "simulation"));
            if (!answer.path("accepted").asBoolean()) {
                throw new IllegalStateException("the plan was refused: " + answer);
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private void count(Spent spent) {
        TableUnits units = new TableUnits(system.table, SimulatedSystem.STACK + "-Table");
        for (RecordedCall call : calls) {
            switch (call.operation()) {
                case "Publish" -> spent.add("sns publishes", 1);
                case "PutItem", "UpdateItem" -> spent.add("dynamodb writes", units.written(call));
                case "GetItem", "Query" -> spent.add("dynamodb reads", units.read(call));
                case "GetSecretValue" -> spent.add("secret reads", 1);
                case "GetMetricData", "DescribeAlarms" -> spent.add("cloudwatch calls", 1);
                default -> {
                    // Describing databases and tables is free.
                }
            }
            if (isBetweenRegions(call)) {
                spent.add("bytes between Regions", call.request().body().length);
            }
        }
        for (Invocation invocation : invocations) {
            spent.add("lambda requests", 1);
            spent.add("log bytes", linesOfLambda(invocation));
            spent.add(
                    "lambda GB-seconds", memory(invocation) * invocation.took().toMillis() / 1_000);
            spent.add("lambda GB-seconds", memory(invocation) * prices.assumed("warmMillis") / 1_000);
            if (invocation.from().equals("scheduler")) {
                spent.add("schedule invocations", 1);
            }
        }
    }

    private static boolean isBetweenRegions(RecordedCall call) {
        return call.caller()
                .region()
                .filter(region -> !region.equals(call.region()))
                .isPresent();
    }

    private double memory(Invocation invocation) {
        return declared(invocation).path("MemorySize").asDouble() / 1_024;
    }

    /** What Lambda itself logs of an invocation in which nothing goes wrong. */
    private double linesOfLambda(Invocation invocation) {
        String level = declared(invocation).at("/LoggingConfig/SystemLogLevel").asText("INFO");
        return level.equals("WARN") ? 0 : prices.assumed("platformLogBytesPerInvocation");
    }

    private JsonNode declared(Invocation invocation) {
        String logicalId = invocation.function().substring(SimulatedSystem.STACK.length() + 1);
        return system.stack(invocation.region()).find(logicalId).orElseThrow().properties();
    }

    /** What is paid for because it is there. */
    private void standing(Spent month) {
        for (String region : Regions.ALL) {
            Stack stack = system.stack(region);
            month.add("alarms", stack.ofType("AWS::CloudWatch::Alarm").size());
            month.add("dashboards", stack.ofType("AWS::CloudWatch::Dashboard").size());
        }
    }
}
