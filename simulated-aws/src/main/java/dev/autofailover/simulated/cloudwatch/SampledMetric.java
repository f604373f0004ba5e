// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.simulated.cloudwatch;

import dev.autofailover.simulated.SimulatedTime;
import java.time.Duration;
import java.util.OptionalDouble;
import java.util.function.Supplier;

/** A metric that AWS takes of a resource again and again, and that a test can withhold or falsify. */
public final class SampledMetric {
    private final SimulatedTime time;
    private final MetricStore store;
    private final Metric metric;
    private final Duration every;
    private final Supplier<OptionalDouble> source;
    private volatile boolean stopped;
    private volatile boolean withheld;
    private volatile OptionalDouble pretended = OptionalDouble.empty();

    SampledMetric(
            SimulatedTime time, MetricStore store, Metric metric, Duration every, Supplier<OptionalDouble> source) {
        this.time = time;
        this.store = store;
        this.metric = metric;
        this.every = every;
        this.source = source;
    }

    /** Takes a sample now, and again after each period until {@link #stop}. */
    void take() {
        if (stopped) {
            return;
        }
        time.after(every, this::take);
        OptionalDouble value = pretended.isPresent() ? pretended : source.get();
        if (!withheld && value.isPresent()) {
            store.put(metric, time.instant(), Statistics.of(value.getAsDouble(), 1), metric.unit());
        }
    }

    /** Lets samples be missing, or come again. */
    public void withhold(boolean on) {
        withheld = on;
    }

    /** Publishes this value, such as −1, instead of the measured one; the measured one again when empty. */
    public void pretend(OptionalDouble value) {
        pretended = value;
    }

    /** No samples any more. */
    public void stop() {
        stopped = true;
    }
}
