// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.decision;

import java.time.Duration;
import java.time.Instant;

/** How far the standby is behind: a duration with its time, or unknown with its reason. Unknown is not zero. */
public sealed interface Lag {
    /** Measured at {@code at}. */
    record Known(Duration lag, Instant at) implements Lag {}

    /** No sample, a stale one, or one that says "not replicating". */
    record Unknown(String reason) implements Lag {}
}
