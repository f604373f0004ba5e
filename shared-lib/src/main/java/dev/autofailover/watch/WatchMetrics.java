// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.watch;

import dev.autofailover.lambda.Metrics;
import dev.autofailover.lambda.Metrics.Measure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The metrics of both checkers: {@code ProbeLatency}, {@code ProbeFailures} and {@code ProbeFaults} about a service, observer and
 * Region; {@code Isolated} and {@code VotesUnpublished} about a service and observer; {@code PlansUnread}. What did not happen is not
 * counted: a metric costs by the hour in which it is sent.
 */
final class WatchMetrics {
    private final Metrics metrics;

    WatchMetrics(Metrics metrics) {
        this.metrics = metrics;
    }

    void checked(Look look) {
        Subject subject = look.subject();
        boolean faulty = look.result() instanceof CheckResult.Inconclusive;
        List<Measure> measures = new ArrayList<>();
        if (look.result() instanceof CheckResult.Failed) {
            measures.add(Measure.count("ProbeFailures", 1));
        }
        measures.add(faulty ? Measure.count("ProbeFaults", 1) : Measure.time("ProbeLatency", look.taken()));
        metrics.put(
                Map.of(),
                Map.of("service", subject.service(), "observer", subject.observer(), "region", subject.region()),
                measures);
    }

    void isolated(Beat beat) {
        metrics.put(Map.of(), of(beat), List.of(Measure.count("Isolated", 1)));
    }

    void unpublished(Beat beat) {
        metrics.put(Map.of(), of(beat), List.of(Measure.count("VotesUnpublished", 1)));
    }

    void plansUnread() {
        metrics.count("PlansUnread", 1);
    }

    private static Map<String, String> of(Beat beat) {
        return Map.of("service", beat.service(), "observer", beat.observer());
    }
}
