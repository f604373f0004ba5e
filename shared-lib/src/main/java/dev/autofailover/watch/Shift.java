// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.watch;

import java.time.Duration;
import java.time.Instant;

/**
 * How long one invocation stays.
 *
 * @param lastStart no round begins later
 */
public record Shift(Instant lastStart) {
    /** The schedule starts the next invocation after a minute; this one leaves a little sooner, so that the same process takes it. */
    private static final Duration MINUTE = Duration.ofSeconds(58);
    /** To end a round that has just begun, publish what it said, and answer. */
    private static final Duration RESERVE = Duration.ofSeconds(2);

    /**
     * The shift of an invocation.
     *
     * @param remaining the time Lambda still gives it
     * @param longestCheck what a check that gets no answer takes
     */
    public static Shift of(Instant now, Duration remaining, Duration longestCheck) {
        Duration until = remaining.minus(RESERVE).minus(longestCheck);
        return new Shift(now.plus(until.compareTo(MINUTE) < 0 ? until : MINUTE));
    }
}
