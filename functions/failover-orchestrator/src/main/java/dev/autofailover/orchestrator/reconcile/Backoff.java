// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.orchestrator.reconcile;

import java.time.Duration;

/** How long to wait before the next look: short at first, for most things are quick; longer while nothing moves. */
final class Backoff {
    private static final Duration SHORTEST = Duration.ofMillis(300);
    /** Describe calls are limited by account; a promotion takes minutes. */
    private static final Duration LONGEST = Duration.ofSeconds(5);

    private Duration next = SHORTEST;

    Duration next() {
        Duration now = next;
        Duration longer = now.multipliedBy(3).dividedBy(2);
        next = longer.compareTo(LONGEST) < 0 ? longer : LONGEST;
        return now;
    }

    void reset() {
        next = SHORTEST;
    }
}
