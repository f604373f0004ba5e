// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.lambda;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.slf4j.LoggerFactory;

/**
 * Writes metrics as log lines of the Embedded Metric Format, which CloudWatch turns into metrics without an API call.
 *
 * <p>Each combination of dimension values is a metric that costs by the month. So the only dimensions are those with a handful of
 * values ({@code by}); what else a measure is about stands in the line as a field that queries find, and becomes dimensions only where
 * {@code METRICS_BY} is {@code service}.
 */
public final class Metrics {
    private final Scope scope;
    private final InstantSource clock;
    private final Consumer<String> lines;

    /**
     * Whose metrics they are.
     *
     * @param byService whether each measure is a second time a metric of its service, observer, Region and function
     */
    public record Scope(String namespace, String function, boolean byService) {}

    /** Metrics of that function as its variables say, to the logger {@code autofailover.metrics}, which writes each line as it is. */
    public static Metrics of(Surroundings surroundings, String function) {
        Variables variables = new Variables(surroundings.variables());
        Scope scope = new Scope(
                variables.optional("METRICS_NAMESPACE").orElse("Autofailover"),
                function,
                variables.optional("METRICS_BY").orElse("stack").equals("service"));
        return new Metrics(scope, surroundings.clock(), LoggerFactory.getLogger("autofailover.metrics")::info);
    }

    /** Metrics of that scope, each line given to {@code lines}. */
    public Metrics(Scope scope, InstantSource clock, Consumer<String> lines) {
        this.scope = scope;
        this.clock = clock;
        this.lines = lines;
    }

    /** Counts {@code howMany} of {@code name}. */
    public void count(String name, long howMany) {
        put(Map.of(), Map.of(), List.of(Measure.count(name, howMany)));
    }

    /**
     * Puts measures taken together; no line when there are none.
     *
     * @param by dimensions, of few values each
     * @param about what else is known of them, such as service and Region
     */
    public void put(Map<String, String> by, Map<String, String> about, List<Measure> measures) {
        if (measures.isEmpty()) {
            return;
        }
        ObjectNode line = JsonNodeFactory.instance.objectNode();
        ObjectNode header = line.putObject("_aws").put("Timestamp", clock.millis());
        ObjectNode directive = header.putArray("CloudWatchMetrics").addObject().put("Namespace", scope.namespace());
        Map<String, String> all = new TreeMap<>(about);
        all.putAll(by);
        all.put("function", scope.function());
        var sets = directive.putArray("Dimensions");
        new TreeMap<>(by).keySet().forEach(sets.addArray()::add);
        if (scope.byService()) {
            all.keySet().forEach(sets.addArray()::add);
        }
        var metrics = directive.putArray("Metrics");
        measures.forEach(each -> metrics.addObject().put("Name", each.name()).put("Unit", each.unit()));
        all.forEach(line::put);
        measures.forEach(each -> line.put(each.name(), each.value()));
        lines.accept(line.toString());
    }

    /**
     * One measured value.
     *
     * @param unit as CloudWatch spells it
     */
    public record Measure(String name, double value, String unit) {
        /** A number of things. */
        public static Measure count(String name, long howMany) {
            return new Measure(name, howMany, "Count");
        }

        /** A time taken, in milliseconds. */
        public static Measure time(String name, Duration taken) {
            return new Measure(name, taken.toNanos() / 1e6, "Milliseconds");
        }

        /** How long ago something was, in seconds. */
        public static Measure age(String name, Duration age) {
            return new Measure(name, age.toMillis() / 1e3, "Seconds");
        }
    }
}
