// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.lambda;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.slf4j.LoggerFactory;

/**
 * Writes metrics as log lines of the Embedded Metric Format, which CloudWatch turns into metrics without an API call.
 * Namespace {@code Autofailover}; each metric once without dimensions, so that an alarm can be on all of it, and once with
 * those given with it.
 *
 * <p>What there is one of for each service or Region stands in the line, where a query finds it, and is no dimension: every combination
 * of dimensions is a metric with a price of its own (docs/cost.md), and the fleet's bill would be one for metrics.
 */
public final class Metrics {
    private static final String NAMESPACE = "Autofailover";
    private static final Set<String> NO_DIMENSIONS = Set.of("function", "service", "observer", "region");

    private final String function;
    private final InstantSource clock;
    private final Consumer<String> lines;

    /** Metrics of that function, to the logger {@code autofailover.metrics}, which writes each line as it is. */
    public Metrics(String function, InstantSource clock) {
        this(function, clock, LoggerFactory.getLogger("autofailover.metrics")::info);
    }

    /** Metrics of that function, each line given to {@code lines}. */
    public Metrics(String function, InstantSource clock, Consumer<String> lines) {
        this.function = function;
        this.clock = clock;
        this.lines = lines;
    }

    /** Counts {@code howMany} of {@code name}. */
    public void count(String name, long howMany) {
        put(Map.of(), List.of(Measure.count(name, howMany)));
    }

    /**
     * Puts measures taken together.
     *
     * @param facts that are told with them; of these, all but the service, the observer and the Region are dimensions, so nothing else
     *     that is unbounded belongs here
     */
    public void put(Map<String, String> facts, List<Measure> measures) {
        ObjectNode line = JsonNodeFactory.instance.objectNode();
        ObjectNode header = line.putObject("_aws").put("Timestamp", clock.millis());
        ObjectNode directive = header.putArray("CloudWatchMetrics").addObject().put("Namespace", NAMESPACE);
        Map<String, String> all = new TreeMap<>(facts);
        all.put("function", function);
        var sets = directive.putArray("Dimensions");
        sets.addArray();
        List<String> dimensions = all.keySet().stream()
                .filter(fact -> !NO_DIMENSIONS.contains(fact))
                .toList();
        if (!dimensions.isEmpty()) {
            dimensions.forEach(sets.addArray()::add);
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
    }
}
