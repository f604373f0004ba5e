// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.drill.report;

import java.time.Instant;

/**
 * One line of a timeline: who, what, and on what grounds.
 *
 * @param what one line, without its time and lane
 */
public record Moment(Instant at, Lane lane, String what) {
    /** Who speaks in a line; also the lanes of the picture, from top to bottom. */
    public enum Lane {
        CLIENT,
        FAULT,
        VOTE,
        VERDICT,
        DECISION,
        STEP,
        TOLD,
        OPERATOR;

        /** As it is printed. */
        public String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }
}
