// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.record;

import dev.autofailover.decision.Reason;
import dev.autofailover.vote.Opinion;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * The decision that stands, so that people are told of a change and not of every look.
 *
 * @param since when this row and reason were first decided without a break
 * @param opinions of the fresh votes, by {@code observer/site}: a decision with other opinions is another one
 * @param told what people were last told, of this decision or of an earlier one; empty when that is over and they were told so too
 */
public record LastDecision(
        int row, Reason reason, String text, Instant since, Map<String, Opinion> opinions, Optional<Told> told) {

    /** That people were told of a decision for that reason. */
    public record Told(Reason reason, Instant at) {}
}
