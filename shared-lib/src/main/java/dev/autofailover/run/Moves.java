// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.run;

import dev.autofailover.plan.Plan;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The moves of a run from one step to the next, and back. */
final class Moves {
    private Moves() {}

    /** What was fenced is released at once; nothing else is tried any more. Only before promotion begins. */
    static Advance turnBack(Run run, Plan plan, String why, Instant now) {
        List<Step> steps = new ArrayList<>();
        run.steps().forEach(step -> steps.add(step.state().over() ? step : step.over(Step.State.SKIPPED, now)));
        steps.add(Step.waiting(StepKind.RELEASE, Optional.empty()).begun(now));
        Run back = run.with(Run.Phase.TURNING_BACK, Optional.empty(), steps);
        return Advance.to(back).telling(RunNews.turningBack(back, plan, why, now));
    }

    /** That step is over, one way or the other, and what comes next begins. */
    static Advance over(Run run, Step step, Step.State how, Plan plan, Instant now) {
        Step current = run.steps().stream().filter(step::isSamePart).findFirst().orElse(step);
        return forward(replaced(run, current.over(how, now)), plan, now);
    }

    /** Begins what comes next, when nothing is under way any more; ends the run when nothing does. */
    static Advance forward(Run run, Plan plan, Instant now) {
        if (!RunMachine.due(run).isEmpty()) {
            return Advance.to(run);
        }
        if (run.phase() == Run.Phase.TURNING_BACK) {
            Run back = run.with(Run.Phase.TURNED_BACK, Optional.of(now), run.steps());
            return Advance.to(back).telling(RunNews.turnedBack(back, plan, now));
        }
        StepKind next = run.steps().stream()
                .filter(step -> step.state() == Step.State.WAITING)
                .findFirst()
                .map(Step::kind)
                .orElse(StepKind.SETTLE);
        List<Step> steps = run.steps().stream()
                .map(step -> step.kind() == next ? step.begun(now) : step)
                .toList();
        if (next == StepKind.SETTLE) {
            return settled(run.with(steps), plan, now);
        }
        return Advance.to(run.with(steps));
    }

    private static Advance settled(Run run, Plan plan, Instant now) {
        List<Step> steps = run.steps().stream()
                .map(step -> step.kind() == StepKind.SETTLE ? step.over(Step.State.DONE, now) : step)
                .toList();
        Run done = run.with(Run.Phase.DONE, Optional.of(now), steps);
        return Advance.to(done).telling(RunNews.done(done, plan, now));
    }

    /** The run with {@code next} in the place of the same part. */
    static Run replaced(Run run, Step next) {
        return run.with(run.steps().stream()
                .map(step -> step.isSamePart(next) ? next : step)
                .toList());
    }
}
