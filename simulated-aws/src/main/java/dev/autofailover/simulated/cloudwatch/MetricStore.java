// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.simulated.cloudwatch;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** All metric data, as it was put. */
final class MetricStore {
    private static final int MOST_KEPT = 10_000;

    private final Map<Metric, List<Datum>> data = new HashMap<>();

    private record Datum(Instant at, Statistics values, String unit) {}

    /** A span of time to read, its ends and its cells. */
    record Window(Instant from, Instant to, Duration period) {
        /** CloudWatch reads from the beginning of the minute that a start lies in. */
        Window {
            from = floor(from, period.compareTo(Duration.ofMinutes(1)) < 0 ? period : Duration.ofMinutes(1));
        }
    }

    synchronized void put(Metric metric, Instant at, Statistics values, String unit) {
        List<Datum> kept = data.computeIfAbsent(metric, each -> new ArrayList<>());
        kept.add(new Datum(at, values, unit));
        if (kept.size() > MOST_KEPT) {
            kept.removeFirst();
        }
    }

    /** One entry for each period in which there are data, by the beginning of the period. */
    synchronized NavigableMap<Instant, Statistics> read(Metric metric, Window window, Optional<String> unit) {
        NavigableMap<Instant, Statistics> cells = new TreeMap<>();
        for (Datum datum : data.getOrDefault(metric, List.of())) {
            Instant cell = floor(datum.at(), window.period());
            boolean inside = !datum.at().isBefore(window.from()) && datum.at().isBefore(window.to());
            if (inside && (unit.isEmpty() || unit.get().equals(datum.unit()))) {
                cells.merge(cell, datum.values(), Statistics::plus);
            }
        }
        return cells;
    }

    private static Instant floor(Instant time, Duration period) {
        long seconds = period.toSeconds();
        return Instant.ofEpochSecond(Math.floorDiv(time.getEpochSecond(), seconds) * seconds);
    }
}
