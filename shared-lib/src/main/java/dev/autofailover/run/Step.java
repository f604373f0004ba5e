// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.run;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * One part of a run.
 *
 * @param target which traffic switch, by its label; empty for every other kind
 * @param note the latest word on it, for people
 * @param evidence what proves it, and what the way back needs; grows, is never emptied
 * @param late whether its time is up, and people were told
 */
public record Step(
        StepKind kind,
        Optional<String> target,
        State state,
        Optional<Instant> startedAt,
        Optional<Instant> endedAt,
        String note,
        Map<String, String> evidence,
        boolean late) {

    /** How far a step is. */
    public enum State {
        WAITING,
        UNDER_WAY,
        DONE,
        /** Could not be done because a Region is dead; will be done when it answers. The run goes on. */
        OWED,
        /** Not needed, because the run turned back. */
        SKIPPED
    }
}
