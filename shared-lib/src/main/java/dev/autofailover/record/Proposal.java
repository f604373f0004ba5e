// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.record;

import dev.autofailover.decision.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What a human is asked to approve. An approval is bound to it, and ends with it.
 *
 * @param generation the generation that the run would have, or, for a fence that can't be placed, has
 * @param to the site that would become active
 * @param loss the lag that would be lost; empty when unknown
 */
public record Proposal(long generation, Reason reason, String to, Optional<Duration> loss, Instant askedAt) {
    /** Whether both ask the same, whenever they did: then the one that stands is kept, with the answer to it. */
    public boolean isSameQuestion(Proposal other) {
        return generation == other.generation
                && reason == other.reason
                && to.equals(other.to)
                && loss.equals(other.loss);
    }
}
