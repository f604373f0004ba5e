// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.run;

import java.util.List;

/**
 * The run's state machine as a table: what each step ensures, what lets it go on, and what becomes of a step whose time is up. The same
 * table is docs/run-table.md.
 */
public final class RunTable {
    /** What becomes of a step that is not done in its time. */
    public enum TimeUp {
        NOTE_UNKNOWN("unknown is noted as unknown; the run goes on"),
        OWE_OR_ASK("owed, or ask a human, as the plan says"),
        TURN_BACK("turn back"),
        TELL("tell, keep ensuring"),
        TELL_AND_GO_ON("tell, go on without it"),
        NEVER("–"),
        NO_SUCH_STEP("no such step");

        private final String words;

        TimeUp(String words) {
            this.words = words;
        }

        /** How the documentation says it. */
        public String words() {
            return words;
        }
    }

    /**
     * One step.
     *
     * @param ensures what holds when it is done
     * @param goesOnWhen what lets the run go on
     * @param canTurnBack whether the run can still turn back while this step is under way
     */
    public record Row(
            StepKind kind, String ensures, String goesOnWhen, TimeUp failover, TimeUp switchover, boolean canTurnBack) {
        /** What becomes of the step in a run of that kind when its time is up. */
        public TimeUp timeUp(Run.Kind run) {
            return run == Run.Kind.FAILOVER ? failover : switchover;
        }
    }

    private static final List<Row> ROWS = List.of(
            new Row(
                    StepKind.NOTE_LOSS,
                    "lag with its age, positions of both sites where readable",
                    "it is noted, or noted as unknown",
                    TimeUp.NOTE_UNKNOWN,
                    TimeUp.NOTE_UNKNOWN,
                    true),
            new Row(
                    StepKind.FENCE,
                    "the old writer commits nothing more, proved",
                    "it is proved, or owed",
                    TimeUp.OWE_OR_ASK,
                    TimeUp.TURN_BACK,
                    true),
            new Row(
                    StepKind.CATCH_UP,
                    "the standby's position has reached the old writer's last",
                    "it has",
                    TimeUp.NO_SUCH_STEP,
                    TimeUp.TURN_BACK,
                    true),
            new Row(
                    StepKind.PROMOTE,
                    "standalone, available, out of recovery",
                    "it is",
                    TimeUp.TELL,
                    TimeUp.TELL,
                    false),
            new Row(
                    StepKind.PROVE_WRITE,
                    "a row committed on the new writer",
                    "it committed; traffic waits for it",
                    TimeUp.TELL,
                    TimeUp.TELL,
                    false),
            new Row(
                    StepKind.SWITCH_TRAFFIC,
                    "the target is in effect: told so by AWS, and seen by a real query",
                    "all switches are; they go side by side",
                    TimeUp.TELL,
                    TimeUp.TELL,
                    false),
            new Row(
                    StepKind.PROVE_WAY,
                    "a write through the name that clients use",
                    "it committed",
                    TimeUp.TELL_AND_GO_ON,
                    TimeUp.TELL_AND_GO_ON,
                    false),
            new Row(
                    StepKind.SETTLE,
                    "record, cool-down, owed tasks, report",
                    "it is saved: the run ends by it",
                    TimeUp.NEVER,
                    TimeUp.NEVER,
                    false),
            new Row(
                    StepKind.RELEASE,
                    "the old writer accepts writes again (only when the run turns back)",
                    "it does: the run ends by it",
                    TimeUp.TELL,
                    TimeUp.TELL,
                    false));

    private RunTable() {}

    /** All rows, in the order of a run; the way back last. */
    public static List<Row> rows() {
        return ROWS;
    }

    /** The row of that step. */
    public static Row of(StepKind kind) {
        return ROWS.stream().filter(row -> row.kind() == kind).findFirst().orElseThrow();
    }

    /** Whether a run of that kind has such a step on its way forward. */
    static boolean isOnTheWay(StepKind kind, Run.Kind run) {
        return kind != StepKind.RELEASE && of(kind).timeUp(run) != TimeUp.NO_SUCH_STEP;
    }
}
