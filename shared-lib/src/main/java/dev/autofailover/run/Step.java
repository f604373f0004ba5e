// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.run;

import java.time.Instant;
import java.util.HashMap;
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

    /** Key of the evidence of {@link StepKind#NOTE_LOSS}: seconds with a decimal point, or {@link #UNKNOWN}. */
    public static final String LOSS_SECONDS = "lossSeconds";
    /** What stands for a number that nobody knows. Unknown is not zero. */
    public static final String UNKNOWN = "unknown";

    /** A step that waits for its turn. */
    public static Step waiting(StepKind kind, Optional<String> target) {
        return new Step(kind, target, State.WAITING, Optional.empty(), Optional.empty(), "", Map.of(), false);
    }

    /** Whether both are the same part of the same run, however far each is. */
    public boolean isSamePart(Step other) {
        return kind == other.kind && target.equals(other.target);
    }

    /** Its turn has come; its time runs from {@code now}. */
    public Step begun(Instant now) {
        return new Step(kind, target, State.UNDER_WAY, Optional.of(now), endedAt, note, evidence, late);
    }

    /** It will not be tried again. */
    public Step over(State how, Instant now) {
        return new Step(kind, target, how, startedAt, Optional.of(now), note, evidence, late);
    }

    /** The same, with the latest word on it and all that was found out by trying. */
    public Step noted(String word, Map<String, String> more) {
        Map<String, String> all = new HashMap<>(evidence);
        all.putAll(more);
        return new Step(kind, target, state, startedAt, endedAt, word, Map.copyOf(all), late);
    }

    /** Its time is up, and people are told. */
    public Step overdue() {
        return new Step(kind, target, state, startedAt, endedAt, note, evidence, true);
    }

    /** How people call it: {@code switch traffic orders-db.example.com}. */
    public String words() {
        return kind.words() + target.map(name -> " " + name).orElse("");
    }

    /** How far a step is. */
    public enum State {
        WAITING,
        UNDER_WAY,
        DONE,
        /** Could not be done because a Region is dead; will be done when it answers. The run goes on. */
        OWED,
        /** Its time was up, people were told, and the run went on without it. */
        GIVEN_UP,
        /** Not needed, because the run turned back. */
        SKIPPED;

        /** Whether the step will not be tried again by its run. */
        public boolean over() {
            return this != WAITING && this != UNDER_WAY;
        }
    }
}
