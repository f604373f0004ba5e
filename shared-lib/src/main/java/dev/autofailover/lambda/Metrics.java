// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.lambda;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.slf4j.LoggerFactory;

/**
 * Writes metrics as log lines of the Embedded Metric Format, which CloudWatch turns into metrics without an API call.
 *
 * <p>Each metric, and each combination of its dimension values, costs by the month. So by default only what alarms watch becomes one;
 * everything else stands in the line as a field that queries find. The variable {@code METRICS_BY} asks for more.
 */
public final class Metrics {
    private final Scope scope;
    private final InstantSource clock;
    private final Consumer<String> lines;

    /** What alarms of the template watch; each is written without dimensions, and none but Ticks while all is well and stands still. */
    public static final Set<String> WATCHED = Set.of("Ticks", "ObserversSilent", "ServicesFailed", "FencedNotPromoted");

    /** Whose metrics they are. */
    public record Scope(String namespace, String function, By by) {}

    /** Which measures become metrics, by the values of {@code METRICS_BY} in small letters. */
    public enum By {
        /** Those that alarms watch. */
        ALARMS,
        /** All, with the dimensions of a handful of values. */
        STACK,
        /** All, and each a second time by its service, observer, Region and function. */
        SERVICE;

        private static By of(String variable) {
            return Arrays.stream(values())
                    .filter(by -> by.name().toLowerCase(Locale.ROOT).equals(variable))
                    .findFirst()
                    .orElse(ALARMS);
        }
    }

    /**
     * Metrics of that function as its variables say, to the logger {@code autofailover.metrics}, which writes each line as it is; none
     * where {@code METRICS_BY} is {@code nothing}, as in a {@link Priming}.
     */
    public static Metrics of(Surroundings surroundings, String function) {
        Variables variables = new Variables(surroundings.variables());
        String by = variables.optional("METRICS_BY").orElse("");
        Scope scope = new Scope(variables.optional("METRICS_NAMESPACE").orElse("Autofailover"), function, By.of(by));
        Consumer<String> lines = by.equals("nothing") ? _ -> {} : LoggerFactory.getLogger("autofailover.metrics")::info;
        return new Metrics(scope, surroundings.clock(), lines);
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
        Map<String, String> all = new TreeMap<>(about);
        all.putAll(by);
        all.put("function", scope.function());
        List<Measure> metrics = measures.stream().filter(this::isMetric).toList();
        if (!metrics.isEmpty()) {
            direct(line, by.keySet(), all.keySet(), metrics);
        }
        all.forEach(line::put);
        measures.forEach(each -> line.put(each.name(), each.value()));
        lines.accept(line.toString());
    }

    private boolean isMetric(Measure measure) {
        return !measure.unit().isEmpty() && (scope.by() != By.ALARMS || WATCHED.contains(measure.name()));
    }

    /** What makes CloudWatch see metrics in the line. */
    private void direct(ObjectNode line, Set<String> by, Set<String> all, List<Measure> measures) {
        ObjectNode header = line.putObject("_aws").put("Timestamp", clock.millis());
        ObjectNode directive = header.putArray("CloudWatchMetrics").addObject().put("Namespace", scope.namespace());
        var sets = directive.putArray("Dimensions");
        new TreeSet<>(by).forEach(sets.addArray()::add);
        if (scope.by() == By.SERVICE) {
            all.forEach(sets.addArray()::add);
        }
        var metrics = directive.putArray("Metrics");
        measures.forEach(each -> metrics.addObject().put("Name", each.name()).put("Unit", each.unit()));
    }

    /**
     * One measured value.
     *
     * @param unit as CloudWatch spells it; empty for what stands in the line alone and is never a metric
     */
    public record Measure(String name, double value, String unit) {
        /** What helps to read the line. */
        public static Measure noted(String name, double value) {
            return new Measure(name, value, "");
        }

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
