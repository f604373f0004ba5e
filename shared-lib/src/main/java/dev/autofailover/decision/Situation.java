// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.decision;

import dev.autofailover.message.Command;
import dev.autofailover.message.InWords;
import dev.autofailover.plan.Plan;
import dev.autofailover.plan.Site;
import dev.autofailover.record.AcceptedLoss;
import dev.autofailover.record.Approval;
import dev.autofailover.record.ServiceRecord;
import dev.autofailover.run.Run;
import dev.autofailover.vote.SiteVote;
import dev.autofailover.vote.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * All that a row looks at, with the roles of the sites worked out.
 *
 * @param active the site that the record calls active; the plan's first one when the plan does not know that name, which row 3 catches
 * @param standby the other one
 * @param verdict of the active site
 * @param standbyVerdict of the standby
 */
record Situation(
        Plan plan,
        ServiceRecord record,
        Observation observation,
        Instant now,
        Site active,
        Site standby,
        Verdict verdict,
        Verdict standbyVerdict) {

    static Situation of(Plan plan, ServiceRecord record, Observation observation, Instant now) {
        Site first = plan.sites().getFirst();
        Site active = plan.sites().stream()
                .filter(site -> site.name().equals(record.active()))
                .findFirst()
                .orElse(first);
        Site standby = plan.other(active.name());
        return new Situation(
                plan,
                record,
                observation,
                now,
                active,
                standby,
                Verdict.of(plan, active.name(), observation.votes(), now),
                Verdict.of(plan, standby.name(), observation.votes(), now));
    }

    boolean planKnowsActive() {
        return active.name().equals(record.active());
    }

    SiteObservation seenActive() {
        return observation.site(active.name());
    }

    SiteObservation seenStandby() {
        return observation.site(standby.name());
    }

    boolean is(Verdict.State state) {
        return verdict.is(state);
    }

    /** When the outage began, as far as the votes tell; now when no fresh vote says DOWN. */
    Instant outageSince() {
        return verdict.outageSince().orElse(now);
    }

    /** Since when the votes agree on that; now when no fresh vote says DOWN. */
    Instant downSince() {
        return verdict.downSince().orElse(now);
    }

    /** The lag that a failover would lose. */
    Lag lag() {
        return Lag.at(outageSince(), seenStandby().lagSamples(), plan.policy().lagFresh());
    }

    String lagWords() {
        Duration limit = plan.policy().maxLag();
        return switch (lag()) {
            case Lag.Known known ->
                "lag " + InWords.of(known.lag()) + " measured "
                        + InWords.of(Duration.between(known.at(), outageSince()))
                        + (verdict.outageSince().isPresent() ? " before the outage" : " ago") + ", limit "
                        + InWords.of(limit);
            case Lag.Unknown unknown -> "lag unknown: " + unknown.reason();
        };
    }

    /** A human's yes, if it still stands: to the question that stands, for the run that would come next. */
    Optional<Approval> approval() {
        long next = record.generation() + 1;
        return record.approval()
                .filter(yes -> yes.generation() == next)
                .filter(yes -> record.asked()
                        .filter(asked ->
                                asked.generation() == next && asked.to().equals(standby.name()))
                        .isPresent());
    }

    /** The loss that a human accepted by name: with the approval that stands. */
    AcceptedLoss approvedLoss() {
        return approval().map(Approval::accepts).orElse(AcceptedLoss.none());
    }

    Optional<Command.Move> move() {
        return observation.command().map(order -> order instanceof Command.Move move ? move : null);
    }

    Outcome.Start start(Run.Kind kind, String because, Optional<String> by) {
        return new Outcome.Start(
                record.generation() + 1,
                kind,
                active.name(),
                standby.name(),
                kind == Run.Kind.FAILOVER ? outageSince() : now,
                because,
                by);
    }

    /** {@code ireland DOWN: 2 of 2 fresh votes DOWN, quorum 2}. */
    String verdictWords() {
        return words(verdict);
    }

    static String words(Verdict verdict) {
        return verdict.site() + " " + verdict.state() + ": " + verdict.words();
    }

    List<SiteVote> freshVotes() {
        List<SiteVote> all = new ArrayList<>(verdict.fresh());
        all.addAll(standbyVerdict.fresh());
        return List.copyOf(all);
    }
}
