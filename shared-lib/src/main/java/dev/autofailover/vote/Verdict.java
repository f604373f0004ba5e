// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.vote;

import dev.autofailover.plan.Observer;
import dev.autofailover.plan.Plan;
import dev.autofailover.plan.Site;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;

/**
 * What the fresh votes together say of one site. Silence is no vote: an observer that says nothing takes part in no count.
 *
 * @param fresh the votes that count: fresh ones, one an observer, of observers that the plan lets speak about the site, in the plan's
 *     order
 * @param quorum how many DOWN votes the plan asks for
 * @param downSince since when the quorum says DOWN, without those that said it long before; while there is no quorum, since the last of
 *     them does; empty when nobody does
 * @param outageSince the best known start of the outage: when one of those who say DOWN last found the site well, for it was alive then;
 *     {@code downSince} when none of them can tell
 */
public record Verdict(
        String site,
        State state,
        List<SiteVote> fresh,
        int quorum,
        Optional<Instant> downSince,
        Optional<Instant> outageSince) {
    /** How far ahead of ours an observer's clock may be; a vote from further ahead would stay fresh for too long. */
    public static final Duration CLOCK_SKEW = Duration.ofMinutes(1);

    /** The conclusion. */
    public enum State {
        /** More than half of the fresh votes say HEALTHY. */
        HEALTHY,
        /** The quorum, and more than half of the fresh votes, say DOWN. */
        DOWN,
        /** The quorum says DOWN, but not more than half of the fresh votes. */
        DISPUTED,
        /** Too few fresh votes, or no agreement. */
        UNKNOWN
    }

    /** What those votes say of that site now. Votes may come in any order, stale, repeated, or from observers that nobody asked. */
    public static Verdict of(Plan plan, String siteName, List<SiteVote> votes, Instant now) {
        Site site = plan.site(siteName);
        Map<String, SiteVote> newest = newestFresh(plan, siteName, votes, now);
        List<SiteVote> fresh = new ArrayList<>(newest.size());
        int down = 0;
        int healthy = 0;
        int quorum = plan.observers().quorum();
        // The first so many times at which observers began to say DOWN, the latest on top.
        PriorityQueue<Instant> firstDown = new PriorityQueue<>(Comparator.reverseOrder());
        Optional<Instant> wellAt = Optional.empty();
        for (Observer observer : plan.observers().list()) {
            SiteVote vote = newest.get(observer.name());
            if (vote == null || !observer.speaksAbout(site)) {
                continue;
            }
            fresh.add(vote);
            switch (vote.opinion()) {
                case HEALTHY -> healthy++;
                case SUSPECT -> {}
                case DOWN -> {
                    down++;
                    firstDown.add(vote.since());
                    if (firstDown.size() > quorum) {
                        firstDown.remove();
                    }
                    wellAt = later(wellAt, vote.wellAt());
                }
            }
        }
        Optional<Instant> agreed = Optional.ofNullable(firstDown.peek());
        return new Verdict(
                siteName,
                state(down, healthy, fresh.size(), quorum),
                List.copyOf(fresh),
                quorum,
                agreed,
                wellAt.or(() -> agreed));
    }

    private static Map<String, SiteVote> newestFresh(Plan plan, String site, List<SiteVote> votes, Instant now) {
        Instant staleAt = now.minus(plan.observers().fresh());
        Instant tooFarAhead = now.plus(CLOCK_SKEW);
        Map<String, SiteVote> newest = HashMap.newHashMap(votes.size());
        for (SiteVote vote : votes) {
            if (vote.site().equals(site)
                    && vote.at().isAfter(staleAt)
                    && !vote.at().isAfter(tooFarAhead)) {
                newest.merge(vote.observer(), vote, (kept, next) -> next.at().isAfter(kept.at()) ? next : kept);
            }
        }
        return newest;
    }

    private static Optional<Instant> later(Optional<Instant> one, Optional<Instant> other) {
        return one.isEmpty() || other.filter(one.get()::isBefore).isPresent() ? other : one;
    }

    private static State state(int down, int healthy, int fresh, int quorum) {
        // A quorum of nought would make silence an outage; the parser refuses it, and so does this.
        if (down > 0 && down >= quorum) {
            return 2 * down > fresh ? State.DOWN : State.DISPUTED;
        }
        return 2 * healthy > fresh ? State.HEALTHY : State.UNKNOWN;
    }

    /** How many of the fresh votes hold that opinion. */
    public int count(Opinion opinion) {
        int count = 0;
        for (SiteVote vote : fresh) {
            count += vote.opinion() == opinion ? 1 : 0;
        }
        return count;
    }

    /** Whether the verdict is {@code state}. */
    public boolean is(State state) {
        return this.state == state;
    }

    /** The counts as words: {@code 2 of 3 fresh votes DOWN, quorum 2}. */
    public String words() {
        String healthy = is(State.DISPUTED) ? ", " + count(Opinion.HEALTHY) + " HEALTHY" : "";
        Opinion counted = is(State.HEALTHY) ? Opinion.HEALTHY : Opinion.DOWN;
        String quorumWords = is(State.HEALTHY) ? "" : ", quorum " + quorum;
        return count(counted) + " of " + fresh.size() + " fresh votes " + counted + healthy + quorumWords;
    }
}
