// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.decision;

import java.util.List;
import java.util.Optional;

/**
 * One row of the decision table.
 *
 * @param number as people cite it; never reused for something else
 * @param when the condition in words
 * @param then the outcome in words
 * @param reasons the codes it can give
 * @param rule the condition and the outcome in code
 */
public record Row(int number, String when, String then, List<Reason> reasons, Rule rule) {
    /** Answers when its condition holds. */
    @FunctionalInterface
    public interface Rule {
        /** What is to be done, or empty when the condition does not hold. */
        Optional<Answer> answer(Situation situation);
    }
}
