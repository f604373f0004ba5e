// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.run;

import dev.autofailover.decision.Observation;
import dev.autofailover.decision.Outcome;
import dev.autofailover.decision.SiteObservation;
import dev.autofailover.message.InWords;
import dev.autofailover.plan.Plan;
import dev.autofailover.plan.PlanVersion;
import dev.autofailover.vote.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What becomes of a run: the pure half of it. The impure half asks {@link #due} what to ensure, tries it, and hands the result to
 * {@link #after}; on every tick it also asks {@link #look}. {@link RunTable} is the table that this follows.
 *
 * <p>A run under way always has a step under way, each step has a time, and every way out of a step is told: no run waits in silence.
 */
public final class RunMachine {
    private RunMachine() {}

    /** The run that a decision starts, with its first step under way. */
    public static Advance begin(Outcome.Start start, PlanVersion version, Instant now) {
        Run run = new Run(
                start.generation(),
                start.kind(),
                start.from(),
                start.to(),
                version.version(),
                start.outageSince(),
                now,
                Optional.empty(),
                Run.Phase.UNDER_WAY,
                start.because(),
                start.by(),
                false,
                steps(start.kind(), version.plan()));
        Advance begun = Moves.forward(run, version.plan(), now);
        return begun.telling(RunNews.started(begun.run(), version.plan(), now));
    }

    private static List<Step> steps(Run.Kind kind, Plan plan) {
        List<Step> steps = new ArrayList<>();
        for (RunTable.Row row : RunTable.rows()) {
            if (row.kind() == StepKind.SWITCH_TRAFFIC) {
                plan.traffic().forEach(way -> steps.add(Step.waiting(row.kind(), Optional.of(way.label()))));
            } else if (RunTable.isOnTheWay(row.kind(), kind)) {
                steps.add(Step.waiting(row.kind(), Optional.empty()));
            }
        }
        return steps;
    }

    /**
     * The steps to ensure now: one, or all unfinished traffic switches, which go side by side. Empty when the run is over, and only then;
     * never {@link StepKind#SETTLE}, which is no work but the end of the run.
     */
    public static List<Step> due(Run run) {
        if (!run.isUnderWay()) {
            return List.of();
        }
        return run.steps().stream()
                .filter(step -> step.state() == Step.State.UNDER_WAY)
                .toList();
    }

    /** What one try to ensure {@code step} makes of the run. A word on a step that is over is kept as evidence and moves nothing. */
    public static Advance after(Run run, Step step, StepResult result, Plan plan, Instant now) {
        Optional<Step> found = run.steps().stream().filter(step::isSamePart).findFirst();
        if (found.isEmpty() || !run.isUnderWay()) {
            return Advance.to(run);
        }
        Step current = found.get();
        if (current.state() != Step.State.UNDER_WAY) {
            return Advance.to(Moves.replaced(run, current.noted(current.note(), result.evidence())));
        }
        Step noted = current.noted(result.note(), result.evidence());
        Run kept = Moves.replaced(run, noted);
        Advance next = switch (result) {
            case StepResult.Done _ -> Moves.over(kept, noted, Step.State.DONE, plan, now);
            case StepResult.NotYet _ -> Advance.to(kept);
            case StepResult.Unreachable _ ->
                cannotWait(run.kind(), noted) ? OutOfTime.of(kept, noted, plan, result.note(), now) : Advance.to(kept);
            case StepResult.Impossible _ -> OutOfTime.of(kept, noted, plan, result.note(), now);
        };
        return next.then(then -> tick(then, plan, now));
    }

    /** A dead Region is no reason to wait for the rest of a step's time where the run can do without the step. */
    private static boolean cannotWait(Run.Kind run, Step step) {
        return switch (RunTable.of(step.kind()).timeUp(run)) {
            case NOTE_UNKNOWN, OWE_OR_ASK -> true;
            case TURN_BACK, TELL, TELL_AND_GO_ON, NEVER, NO_SUCH_STEP -> false;
        };
    }

    /** What the passing of time makes of the run. */
    public static Advance tick(Run run, Plan plan, Instant now) {
        Advance advance = Advance.to(run);
        for (Step step : due(run)) {
            advance = advance.then(then -> tick(then, step, plan, now));
        }
        return advance;
    }

    private static Advance tick(Run run, Step step, Plan plan, Instant now) {
        Duration limit = plan.policy().limit(step.kind());
        boolean stillDue = run.isUnderWay() && run.steps().contains(step);
        Instant end = step.startedAt().orElse(run.startedAt()).plus(limit);
        if (!stillDue || now.isBefore(end)) {
            return Advance.to(run);
        }
        String lastWord = step.note().isEmpty() ? "" : "; last word: " + step.note();
        return OutOfTime.of(run, step, plan, "its time, " + InWords.of(limit) + ", is up" + lastWord, now);
    }

    /** A human accepts that {@code run} goes on without its fence; nothing unless the run {@link Run#waitsForApproval}. */
    public static Advance acceptUnfenced(Run run, String by, Plan plan, Instant now) {
        if (!run.waitsForApproval()) {
            return Advance.to(run);
        }
        Step fence = run.step(StepKind.FENCE).orElseThrow();
        return OutOfTime.oweOrAsk(run.acceptingUnfenced(), fence, plan, "approved by " + by, now);
    }

    /**
     * What is seen of the sites makes a run turn back that has not begun to promote: when its standby is lost; and when an automatic
     * failover, that could not fence and waits for a human, sees the old site healthy again. Else a healthy old site is no reason: its
     * votes may be the work of the fence, whose reboot wakes a hung server and whose security group lets the checkers in.
     */
    public static Advance look(Run run, Plan plan, Observation seen, Instant now) {
        if (run.phase() != Run.Phase.UNDER_WAY || run.promotionBegun()) {
            return Advance.to(run);
        }
        Verdict to = Verdict.of(plan, run.to(), seen.votes(), now);
        if (to.is(Verdict.State.DOWN)) {
            return Moves.turnBack(run, plan, "the standby " + run.to() + " is DOWN: " + to.words(), now);
        }
        SiteObservation standby = seen.site(run.to());
        if (standby.answered() && standby.role() == SiteObservation.Role.OTHER) {
            return Moves.turnBack(run, plan, "the database of " + run.to() + " is no longer its standby", now);
        }
        Verdict from = Verdict.of(plan, run.from(), seen.votes(), now);
        if (run.waitsForApproval() && run.by().isEmpty() && from.is(Verdict.State.HEALTHY)) {
            return Moves.turnBack(run, plan, run.from() + " is HEALTHY again, unfenced: " + from.words(), now);
        }
        return Advance.to(run);
    }
}
