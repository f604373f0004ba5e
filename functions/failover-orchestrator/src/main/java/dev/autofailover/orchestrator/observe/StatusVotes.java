// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.orchestrator.observe;

import dev.autofailover.decision.SiteObservation;
import dev.autofailover.plan.Observer;
import dev.autofailover.plan.Plan;
import dev.autofailover.vote.Opinion;
import dev.autofailover.vote.SiteVote;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a described status says: an RDS event speaks once, perhaps five minutes late, while the status can be read again. A bad one is a
 * vote of the plan's rds-events observer; "available" is none, for it proves no life.
 */
final class StatusVotes {
    private StatusVotes() {}

    /** The vote that a bad status is; none when the plan lets no RDS events speak. */
    static Optional<SiteVote> of(Plan plan, String site, SiteObservation seen, List<SiteVote> votes, Instant now) {
        return plan.observers().list().stream()
                .filter(Observer.RdsEvents.class::isInstance)
                .map(observer -> vote(observer.name(), site, seen.status(), votes, now))
                .findFirst();
    }

    private static SiteVote vote(String observer, String site, String status, List<SiteVote> votes, Instant now) {
        Instant since = votes.stream()
                .filter(vote ->
                        vote.observer().equals(observer) && vote.site().equals(site) && vote.opinion() == Opinion.DOWN)
                .map(SiteVote::since)
                .findFirst()
                .orElse(now);
        String reason = "described: its status is " + status;
        return new SiteVote(observer, site, Opinion.DOWN, now, since, reason, Map.of("status", status));
    }
}
