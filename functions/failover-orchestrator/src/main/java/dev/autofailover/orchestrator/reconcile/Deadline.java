// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.orchestrator.reconcile;

import java.time.Duration;
import java.time.Instant;

/** When the invocation is killed. What is not saved by then is lost. */
public record Deadline(Instant end) {
    /** Enough to save and to tell; who has less left begins nothing new. */
    public static final Duration MARGIN = Duration.ofSeconds(8);

    /** Whether something that takes {@code howLong} can still be begun at {@code now}. */
    public boolean allows(Duration howLong, Instant now) {
        return now.plus(howLong).plus(MARGIN).isBefore(end);
    }
}
