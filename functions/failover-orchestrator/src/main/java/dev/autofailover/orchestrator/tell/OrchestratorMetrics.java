// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.orchestrator.tell;

import dev.autofailover.decision.Decision;
import dev.autofailover.decision.Observation;
import dev.autofailover.lambda.Metrics;
import dev.autofailover.lambda.Metrics.Measure;
import dev.autofailover.plan.Plan;
import dev.autofailover.record.ServiceRecord;
import dev.autofailover.run.Run;
import dev.autofailover.run.Step;
import dev.autofailover.vote.Opinion;
import dev.autofailover.vote.Signal;
import dev.autofailover.vote.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What the orchestrator counts and measures. */
public final class OrchestratorMetrics {
    private final Metrics metrics;

    public OrchestratorMetrics(Metrics metrics) {
        this.metrics = metrics;
    }

    /** A decision by what it came to, and what it was made on. */
    public void decided(Plan plan, ServiceRecord record, Observation seen, Decision decision, Instant now) {
        Verdict verdict = Verdict.of(plan, record.active(), seen.votes(), now);
        metrics.put(
                Map.of("outcome", decision.outcome().getClass().getSimpleName()),
                Map.of(
                        "service", decision.service(),
                        "reason", decision.reason().name(),
                        "verdict", verdict.state().name()),
                List.of(Measure.count("Decisions", 1)));
        List<Measure> state = new ArrayList<>();
        Ages.ofVerdict(verdict, now).ifPresent(age -> state.add(Measure.age("VerdictAge", age)));
        Ages.ofVotes(plan, seen.votes(), now).ifPresent(age -> state.add(Measure.age("VoteAge", age)));
        long silent = Ages.silent(plan, seen.votes(), now);
        if (silent > 0) {
            state.add(Measure.count("ObserversSilent", silent));
        }
        Ages.sinceDrill(record, now)
                .ifPresent(age -> state.add(new Measure("DaysSinceDrill", age.toSeconds() / 86_400.0, "None")));
        Ages.newestLag(seen).ifPresent(lag -> state.add(new Measure("Lag", lag, "Seconds")));
        metrics.put(Map.of(), Map.of("service", decision.service()), state);
    }

    /** A tick that came to its end, whatever became of the services in it. */
    public void ticked(long failed) {
        metrics.put(
                Map.of(),
                Map.of(),
                failed == 0
                        ? List.of(Measure.count("Ticks", 1))
                        : List.of(Measure.count("Ticks", 1), Measure.count("ServicesFailed", failed)));
    }

    /** Signals that came in: the votes by opinion, and how many spoke for nothing that a plan names. */
    public void heard(Collection<Signal> signals, long unknown) {
        Map<Opinion, Long> votes = signals.stream()
                .filter(Signal.Vote.class::isInstance)
                .map(Signal.Vote.class::cast)
                .collect(Collectors.groupingBy(Signal.Vote::opinion, Collectors.counting()));
        votes.forEach((opinion, count) ->
                metrics.put(Map.of("opinion", opinion.name()), Map.of(), List.of(Measure.count("VotesHeard", count))));
        if (unknown > 0) {
            metrics.count("SignalsUnknown", unknown);
        }
    }

    /** A step that is over. */
    public void stepOver(String service, Step step) {
        step.startedAt()
                .flatMap(from -> step.endedAt().map(to -> Duration.between(from, to)))
                .ifPresent(took -> metrics.put(
                        Map.of("step", step.kind().name()),
                        Map.of("service", service),
                        List.of(Measure.time("StepTime", took))));
    }

    /** A run that is over. */
    public void runOver(String service, Run run) {
        run.endedAt()
                .ifPresent(end -> metrics.put(
                        Map.of("phase", run.phase().name()),
                        Map.of("service", service),
                        List.of(Measure.time("RunTime", Duration.between(run.startedAt(), end)))));
    }

    /** Whether the service is fenced and not promoted: an outage of our making, which an alarm watches. */
    public void fencedNotPromoted(String service, boolean is) {
        metrics.put(Map.of(), Map.of("service", service), List.of(Measure.count("FencedNotPromoted", is ? 1 : 0)));
    }
}
