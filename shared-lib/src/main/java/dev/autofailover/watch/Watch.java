// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.watch;

import dev.autofailover.vote.Opinion;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What an observer holds of one target after the checks until now. Pure: checks in, opinion out.
 *
 * <p>A failed check makes SUSPECT, {@code tries} of them in a row make DOWN. What was DOWN and answers is SUSPECT until it has
 * answered as often in a row, then HEALTHY. An ailing target is SUSPECT, and breaks both rows.
 *
 * @param since when the checks began that led to this opinion: for DOWN the first of the failed ones, so that it is the best
 *     known start of the outage
 * @param streak the checks of the same kind that came last
 * @param recovering whether it was DOWN and has not been HEALTHY since
 * @param latest when the last check ended
 * @param wellAt when the last good check ended; empty when there was none
 */
record Watch(
        Opinion opinion, Instant since, Streak streak, boolean recovering, Instant latest, Optional<Instant> wellAt) {

    /** Checks of one kind in a row; a length of 0 when something came in between that doesn't count. */
    record Streak(Kind kind, int length, Instant began) {}

    /** What a check can say about an opinion. */
    enum Kind {
        PASSED,
        AILING,
        FAILED
    }

    /** A check that says something. */
    record Looked(Kind kind, Instant began, Instant ended) {}

    /** What is held after one more check. */
    static Watch after(Optional<Watch> before, Looked looked, int tries) {
        Streak streak = before.map(Watch::streak)
                .filter(row -> row.kind() == looked.kind() && row.length() > 0)
                .map(row -> new Streak(row.kind(), row.length() + 1, row.began()))
                .orElseGet(() -> new Streak(looked.kind(), 1, looked.began()));
        Optional<Opinion> held = before.map(Watch::opinion);
        boolean recovering = before.map(Watch::recovering).orElse(false);
        Opinion opinion = switch (looked.kind()) {
            case PASSED -> recovering && streak.length() < tries ? Opinion.SUSPECT : Opinion.HEALTHY;
            case AILING -> Opinion.SUSPECT;
            case FAILED ->
                held.equals(Optional.of(Opinion.DOWN)) || streak.length() >= tries ? Opinion.DOWN : Opinion.SUSPECT;
        };
        Instant since = before.filter(watch -> watch.opinion() == opinion)
                .map(Watch::since)
                .orElse(streak.began());
        boolean still = opinion == Opinion.DOWN || (recovering && opinion != Opinion.HEALTHY);
        Optional<Instant> wellAt =
                looked.kind() == Kind.PASSED ? Optional.of(looked.ended()) : before.flatMap(Watch::wellAt);
        return new Watch(opinion, since, streak, still, looked.ended(), wellAt);
    }

    /**
     * What is held after a check that doesn't count: the opinion stays, and what was being counted is counted anew, for the checks
     * before and after were not made in a row.
     */
    Watch interrupted() {
        return new Watch(opinion, since, new Streak(streak.kind(), 0, streak.began()), recovering, latest, wellAt);
    }

    /** Whether the next checks decide what becomes of the opinion. */
    boolean unsettled() {
        return opinion == Opinion.SUSPECT && streak.kind() != Kind.AILING;
    }

    /** Whether it is too old to be gone on with: nobody looked for longer than a vote counts. */
    boolean forgotten(Instant now, Duration fresh) {
        return latest.plus(fresh).isBefore(now);
    }
}
