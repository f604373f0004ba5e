// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.watch;

import java.time.Duration;
import java.time.Instant;

/**
 * How long one invocation may stay.
 *
 * @param began when it began
 * @param remaining the time Lambda gave it then
 */
record Shift(Instant began, Duration remaining) {
    /** The schedule starts the next invocation after a minute; this one leaves a little sooner, so that the same process takes it. */
    private static final Duration MINUTE = Duration.ofSeconds(58);
    /** To publish what the last round said, and to answer. */
    private static final Duration RESERVE = Duration.ofSeconds(2);

    /**
     * When the last round may begin.
     *
     * @param longest what a check that gets no answer takes
     */
    Instant lastStart(Duration longest) {
        Duration until = remaining.minus(RESERVE).minus(longest);
        return began.plus(until.compareTo(MINUTE) < 0 ? until : MINUTE);
    }
}
