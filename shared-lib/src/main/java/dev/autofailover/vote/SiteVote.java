// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.vote;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * The latest opinion that one observer of a plan has of one site.
 *
 * @param observer its name in the plan
 * @param site the site's name in the plan
 * @param since when the observer first held this opinion without a break
 * @param wellAt when the observer last found the site well; empty when it can't tell
 */
public record SiteVote(
        String observer,
        String site,
        Opinion opinion,
        Instant at,
        Instant since,
        Optional<Instant> wellAt,
        String reason,
        Map<String, String> evidence) {
    /** Of an observer that can't tell when all was well. */
    public SiteVote(
            String observer,
            String site,
            Opinion opinion,
            Instant at,
            Instant since,
            String reason,
            Map<String, String> evidence) {
        this(observer, site, opinion, at, since, Optional.empty(), reason, evidence);
    }

    /**
     * This vote, known to go on from {@code before}: the same observer had already found fault when it last spoke, not longer ago than
     * {@code fresh}, and has not taken it back since. A checker whose environment is new does not know when its predecessor began to
     * fail, and an outage that seems to begin later makes the loss look larger than it is.
     */
    public SiteVote goingOnFrom(SiteVote before, Duration fresh) {
        boolean same = observer.equals(before.observer()) && site.equals(before.site());
        boolean bothFail = opinion != Opinion.HEALTHY && before.opinion() != Opinion.HEALTHY;
        boolean unbroken = !before.at().isAfter(at) && at.isBefore(before.at().plus(fresh));
        return same && bothFail && unbroken && before.since().isBefore(since)
                ? new SiteVote(observer, site, opinion, at, before.since(), wellAt.or(before::wellAt), reason, evidence)
                : this;
    }
}
