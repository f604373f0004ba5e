// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.orchestrator.tell;

import dev.autofailover.decision.Decision;
import dev.autofailover.lambda.Metrics;
import dev.autofailover.lambda.Metrics.Measure;
import dev.autofailover.run.Run;
import dev.autofailover.run.Step;
import dev.autofailover.vote.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** What the orchestrator counts and measures. */
public final class OrchestratorMetrics {
    private final Metrics metrics;

    public OrchestratorMetrics(Metrics metrics) {
        this.metrics = metrics;
    }

    /** A decision, by what it came to, and the verdict of the active site. */
    public void decided(Decision decision, Verdict verdict) {
        String outcome = decision.outcome().getClass().getSimpleName();
        metrics.put(
                Map.of(
                        "service",
                        decision.service(),
                        "reason",
                        decision.reason().name(),
                        "outcome",
                        outcome),
                List.of(Measure.count("Decisions", 1)));
        metrics.put(
                Map.of("service", decision.service(), "verdict", verdict.state().name()),
                List.of(Measure.count("Verdicts", 1)));
    }

    /** Signals that came in: how many spoke for a service, and how many for none that a plan names. */
    public void heard(long votes, long unknown) {
        metrics.count("VotesReceived", votes);
        if (unknown > 0) {
            metrics.count("SignalsUnknown", unknown);
        }
    }

    /** A step that is over. */
    public void stepOver(String service, Step step) {
        step.startedAt()
                .flatMap(from -> step.endedAt().map(to -> Duration.between(from, to)))
                .ifPresent(took -> metrics.put(
                        Map.of("service", service, "step", step.kind().name()),
                        List.of(Measure.time("StepTime", took))));
    }

    /** A run that is over. */
    public void runOver(String service, Run run) {
        run.endedAt()
                .ifPresent(end -> metrics.put(
                        Map.of("service", service, "phase", run.phase().name()),
                        List.of(Measure.time("RunTime", Duration.between(run.startedAt(), end)))));
    }

    /** Whether the service is fenced and not promoted: an outage of our making, which an alarm watches. */
    public void fencedNotPromoted(String service, boolean is) {
        metrics.put(Map.of("service", service), List.of(Measure.count("FencedNotPromoted", is ? 1 : 0)));
    }
}
