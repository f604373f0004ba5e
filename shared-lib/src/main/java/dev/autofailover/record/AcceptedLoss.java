// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.record;

import java.time.Duration;
import java.util.Optional;

/**
 * How much loss a human accepted by name.
 *
 * @param upTo lag up to this much; empty when no amount was named
 * @param unknown whether an unknown lag was accepted too
 */
public record AcceptedLoss(Optional<Duration> upTo, boolean unknown) {
    /** Nothing beyond what the plan allows. */
    public static AcceptedLoss none() {
        return new AcceptedLoss(Optional.empty(), false);
    }
}
