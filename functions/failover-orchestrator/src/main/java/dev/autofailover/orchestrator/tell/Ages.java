// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.orchestrator.tell;

import dev.autofailover.decision.LagSample;
import dev.autofailover.decision.Observation;
import dev.autofailover.plan.Observer;
import dev.autofailover.plan.Plan;
import dev.autofailover.record.ServiceRecord;
import dev.autofailover.run.Run;
import dev.autofailover.vote.SiteVote;
import dev.autofailover.vote.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** How old is what is known of a service. Each is empty when there is nothing that could be old. */
final class Ages {
    /** Three of the minutes in which an observer should have voted. */
    private static final Duration SILENT = Duration.ofMinutes(3);

    /** As old as an observer counts that was never heard: old enough for every alarm. */
    static final Duration NEVER_HEARD = Duration.ofDays(1);

    private Ages() {}

    /** Of the oldest vote that the verdict rests on. */
    static Optional<Duration> ofVerdict(Verdict verdict, Instant now) {
        return verdict.fresh().stream()
                .map(SiteVote::at)
                .min(Comparator.naturalOrder())
                .map(at -> since(at, now));
    }

    /**
     * Of the newest vote of the observer that was heard longest ago, among those that vote every minute whatever they find: probes and
     * canaries. Alarms and RDS events speak only when something changes.
     */
    static Optional<Duration> ofVotes(Plan plan, List<SiteVote> votes, Instant now) {
        return ofObservers(plan, votes, now).max(Comparator.naturalOrder());
    }

    /** How many of those observers were not heard for three minutes, or never. */
    static long silent(Plan plan, List<SiteVote> votes, Instant now) {
        return ofObservers(plan, votes, now)
                .filter(age -> age.compareTo(SILENT) > 0)
                .count();
    }

    private static Stream<Duration> ofObservers(Plan plan, List<SiteVote> votes, Instant now) {
        return plan.observers().list().stream()
                .filter(observer -> switch (observer) {
                    case Observer.Probe _, Observer.DynamoDbCanary _ -> true;
                    case Observer.Alarm _, Observer.RdsEvents _ -> false;
                })
                .map(observer -> votes.stream()
                        .filter(vote -> vote.observer().equals(observer.name()))
                        .map(SiteVote::at)
                        .max(Comparator.naturalOrder())
                        .map(at -> since(at, now))
                        .orElse(NEVER_HEARD));
    }

    /** Of the last run, when it moved the service and came to its end: ordered or not, it proved the way. */
    static Optional<Duration> sinceDrill(ServiceRecord record, Instant now) {
        return record.run()
                .filter(run -> run.phase() == Run.Phase.DONE)
                .flatMap(Run::endedAt)
                .map(end -> since(end, now));
    }

    /** Seconds, by the newest sample that was looked up. */
    static Optional<Double> newestLag(Observation seen) {
        return seen.sites().values().stream()
                .flatMap(site -> site.lagSamples().stream())
                .filter(sample -> sample.seconds() >= 0)
                .max(Comparator.comparing(LagSample::at))
                .map(LagSample::seconds);
    }

    /** An observer's clock may be ahead of ours. */
    private static Duration since(Instant at, Instant now) {
        return at.isAfter(now) ? Duration.ZERO : Duration.between(at, now);
    }
}
