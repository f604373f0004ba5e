// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.decision;

import dev.autofailover.message.InWords;
import dev.autofailover.plan.Policy.UnknownLag;
import dev.autofailover.plan.Site;
import dev.autofailover.record.AcceptedLoss;
import dev.autofailover.record.HeardOf;
import dev.autofailover.vote.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What stands in the way of a move, each as a reason in words; empty when it does not. Rows and commands share them. */
final class Obstacles {
    /**
     * How long a promotion block counts whose end was never heard of. An event is a hint: after that the described status and the lag,
     * which an event explains early but never alone, say the same.
     */
    static final Duration BLOCK_LASTS = Duration.ofHours(1);

    private Obstacles() {}

    /** Why the standby can't take over now. */
    static Optional<String> standbyUnfit(Situation s) {
        SiteObservation seen = s.seenStandby();
        String name = s.standby().name();
        if (!seen.answered()) {
            return Optional.of("the Region of " + name + " does not answer");
        }
        if (s.standbyVerdict().is(Verdict.State.DOWN)) {
            return Optional.of("the standby is down too: " + Situation.words(s.standbyVerdict()));
        }
        if (seen.role() != SiteObservation.Role.REPLICA) {
            return Optional.of(name + " is no replica of " + s.active().name() + " (" + seen.role() + ", status "
                    + seen.status() + ")");
        }
        return seen.notPromotable()
                .map(why -> name + " can't be promoted now: " + why)
                .or(() -> replicationFault(s))
                .or(() -> promotionBlock(s));
    }

    /**
     * A replication that stands still is no obstacle any more once somebody says DOWN of the active site: it breaks because the primary is
     * gone, and what was lost by one that broke before, the lag says.
     */
    private static Optional<String> replicationFault(Situation s) {
        return s.seenStandby()
                .replicationFault()
                .filter(_ -> s.verdict().outageSince().isEmpty())
                .map(fault -> "the replication of " + s.standby().name() + " is " + fault);
    }

    /**
     * A block heard of within one fresh period of the outage's start, or after it, is the outage's own work: replication breaks because the
     * primary is gone.
     */
    private static Optional<String> promotionBlock(Situation s) {
        Instant outageBegan = s.outageSince().minus(s.plan().observers().fresh());
        return Optional.ofNullable(s.record().blocks().get(s.standby().name()))
                .filter(block -> !block.over())
                .filter(block -> block.at().plus(BLOCK_LASTS).isAfter(s.now()))
                .filter(block ->
                        s.verdict().outageSince().isEmpty() || block.at().isBefore(outageBegan))
                .map(block -> "promotion of " + s.standby().name() + " is blocked since " + block.at() + ": "
                        + block.reason());
    }

    /**
     * Until when AWS may repair that site by itself, when it is doing so. The grace counts from when the votes agreed, so that one repair after
     * the other can't stretch it; one that was only heard of counts for a grace's time, for its end may never be heard of.
     */
    static Optional<Instant> repairUntil(Situation s, Site site, Instant downSince) {
        Duration grace = s.plan().policy().awsRepairGrace();
        Instant outageOver = downSince.plus(grace);
        if (s.observation().site(site.name()).repair().isPresent()) {
            return Optional.of(outageOver).filter(s.now()::isBefore);
        }
        return heardRepair(s, site)
                .map(heard -> heard.at().plus(grace))
                .map(heardOver -> heardOver.isBefore(outageOver) ? heardOver : outageOver)
                .filter(s.now()::isBefore);
    }

    /** What AWS is doing to that site by itself, in words. */
    static Optional<String> repair(Situation s, Site site) {
        Duration grace = s.plan().policy().awsRepairGrace();
        return s.observation()
                .site(site.name())
                .repair()
                .or(() -> heardRepair(s, site)
                        .filter(heard -> s.now().isBefore(heard.at().plus(grace)))
                        .map(HeardOf::reason));
    }

    private static Optional<HeardOf> heardRepair(Situation s, Site site) {
        return Optional.ofNullable(s.record().repairs().get(site.name())).filter(heard -> !heard.over());
    }

    /** Why the loss of a failover is not known, unless the plan or {@code accepted} covers that. */
    static Optional<String> lagUnknown(Situation s, AcceptedLoss accepted) {
        boolean blocks = s.plan().policy().unknownLag() == UnknownLag.BLOCK && !accepted.unknown();
        return s.lag() instanceof Lag.Unknown && blocks ? Optional.of(s.lagWords()) : Optional.empty();
    }

    /** By what a failover's loss is over what the plan and {@code accepted} cover; a lag at the limit is within it. */
    static Optional<String> lagOverLimit(Situation s, AcceptedLoss accepted) {
        Duration limit = s.plan().policy().maxLag();
        Duration covered =
                accepted.upTo().filter(upTo -> upTo.compareTo(limit) > 0).orElse(limit);
        return s.lag().known().filter(lag -> lag.compareTo(covered) > 0).map(_ -> s.lagWords());
    }

    /** Why no further run may begin in the fleet. */
    static Optional<String> fleetFull(Situation s) {
        Observation.Fleet fleet = s.observation().fleet();
        if (fleet.running() + fleet.aheadOfUs() < fleet.limit()) {
            return Optional.empty();
        }
        return Optional.of(fleet.running() + " runs under way, limit " + fleet.limit() + ", " + fleet.aheadOfUs()
                + " services ahead with a higher priority than "
                + s.plan().policy().priority());
    }

    /** Until when the cool-down after the last run lasts. */
    static Optional<String> coolingDown(Situation s) {
        return s.record()
                .coolDownUntil()
                .filter(s.now()::isBefore)
                .map(until -> "the cool-down after the last run lasts until " + until + ", "
                        + InWords.of(Duration.between(s.now(), until)) + " more");
    }
}
