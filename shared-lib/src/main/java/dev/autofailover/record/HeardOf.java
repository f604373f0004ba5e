// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.record;

import java.time.Instant;

/**
 * The last that was heard of a repair or a promotion block at one site.
 *
 * @param over whether it has ended since
 */
public record HeardOf(Instant at, boolean over, String reason) {
    /** Whichever was heard later; this one when both are of the same time and it is over, for an end comes after its beginning. */
    public HeardOf newer(HeardOf other) {
        if (at.equals(other.at())) {
            return over ? this : other;
        }
        return at.isAfter(other.at()) ? this : other;
    }
}
