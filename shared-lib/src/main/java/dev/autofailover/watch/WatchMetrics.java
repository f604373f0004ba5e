// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.watch;

import dev.autofailover.lambda.Metrics;
import dev.autofailover.lambda.Metrics.Measure;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * The metrics of both checkers: {@code ProbeLatency}, {@code ProbeFailures} and {@code ProbeFaults} about a service, observer and
 * Region; {@code Isolated} about a service and observer; {@code VotesUnpublished} and {@code PlansUnread}. What did not happen is not
 * counted: a metric costs by the hour in which it is sent.
 */
final class WatchMetrics {
    private final Metrics metrics;

    WatchMetrics(Metrics metrics) {
        this.metrics = metrics;
    }

    /** A look that found fault, in a line of its own; nothing of any other. */
    void faults(Look look) {
        switch (look.result()) {
            case CheckResult.Passed _, CheckResult.Ailing _ -> {}
            case CheckResult.Failed _ ->
                put(look, List.of(Measure.count("ProbeFailures", 1), Measure.time("ProbeLatency", look.taken())));
            case CheckResult.Inconclusive _ -> put(look, List.of(Measure.count("ProbeFaults", 1)));
        }
    }

    /** The other looks of an observer in one line: how many there were, and how long the slowest took. */
    void answered(List<Look> looks) {
        looks.stream()
                .max(Comparator.comparing(Look::taken))
                .ifPresent(slowest -> put(
                        slowest,
                        List.of(Measure.time("ProbeLatency", slowest.taken()), Measure.noted("looks", looks.size()))));
    }

    private void put(Look look, List<Measure> measures) {
        Subject subject = look.subject();
        metrics.put(
                Map.of(),
                Map.of("service", subject.service(), "observer", subject.observer(), "region", subject.region()),
                measures);
    }

    void isolated(Beat beat) {
        metrics.put(Map.of(), of(beat), List.of(Measure.count("Isolated", 1)));
    }

    void unpublished(int votes) {
        metrics.count("VotesUnpublished", votes);
    }

    void plansUnread() {
        metrics.count("PlansUnread", 1);
    }

    private static Map<String, String> of(Beat beat) {
        return Map.of("service", beat.service(), "observer", beat.observer());
    }
}
