// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.watch;

import java.time.Duration;
import java.util.Optional;

/**
 * When an observer looks again: cheap while all is well, fast when something is not.
 *
 * @param every what the plan asks for
 */
public record Pace(Duration every) {
    /** How often the schedule starts the function: who looks no more often than that leaves after one look. */
    private static final Duration SCHEDULE = Duration.ofMinutes(1);

    private static final Duration LONGEST_RETRY = Duration.ofSeconds(1);
    private static final Duration SHORTEST_RETRY = Duration.ofMillis(200);
    /** A fifth of the interval: with it, a few tries take no longer than the interval itself. */
    private static final int RETRIES_PER_INTERVAL = 5;

    private static final Duration LONGEST_WHEN_SICK = Duration.ofSeconds(5);

    /** How things stand after a round. */
    public enum Mood {
        /** All is well, or nothing can be told and looking again in seconds would not change that. */
        CALM,
        /** An opinion is known, and it is not HEALTHY. */
        SICK,
        /** The next checks decide: retry. */
        UNSETTLED
    }

    /** From the start of a round to the start of the next; empty: leave, the schedule will come again. */
    public Optional<Duration> next(Mood mood) {
        return switch (mood) {
            case CALM -> every.compareTo(SCHEDULE) < 0 ? Optional.of(every) : Optional.empty();
            case SICK -> Optional.of(shorter(every, LONGEST_WHEN_SICK));
            case UNSETTLED -> Optional.of(shorter(every, longer(SHORTEST_RETRY, retry())));
        };
    }

    private Duration retry() {
        return shorter(LONGEST_RETRY, every.dividedBy(RETRIES_PER_INTERVAL));
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) <= 0 ? one : other;
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }
}
