// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.run;

import dev.autofailover.decision.Reason;
import dev.autofailover.plan.Database.WhenUnreachable;
import dev.autofailover.plan.Plan;
import dev.autofailover.record.Proposal;
import java.time.Instant;
import java.util.Map;

/** What becomes of a run when a step of it is not done in its time, or can't be done at all: {@link RunTable.TimeUp} in code. */
final class OutOfTime {
    private OutOfTime() {}

    /** What becomes of the run, whose {@code step} is under way; {@code why} is for people. */
    static Advance of(Run run, Step step, Plan plan, String why, Instant now) {
        return switch (RunTable.of(step.kind()).timeUp(run.kind())) {
            case NOTE_UNKNOWN ->
                Moves.over(Moves.replaced(run, notedUnknown(step, why)), step, Step.State.DONE, plan, now);
            case OWE_OR_ASK -> oweOrAsk(run, step, plan, why, now);
            case TURN_BACK -> Moves.turnBack(run, plan, step.words() + ": " + why, now);
            case TELL -> tellOnce(run, step, plan, why, now);
            case TELL_AND_GO_ON ->
                tellOnce(run, step, plan, why, now)
                        .then(told -> Moves.over(told, step, Step.State.GIVEN_UP, plan, now));
            case NEVER, NO_SUCH_STEP -> Advance.to(run);
        };
    }

    private static Step notedUnknown(Step step, String why) {
        String loss = step.evidence().getOrDefault(Step.LOSS_SECONDS, Step.UNKNOWN);
        return step.noted("noted as far as known: " + why, Map.of(Step.LOSS_SECONDS, loss));
    }

    static Advance oweOrAsk(Run run, Step step, Plan plan, String why, Instant now) {
        if (run.acceptsUnfenced() || plan.database().whenUnreachable() == WhenUnreachable.PROCEED) {
            return Moves.over(run, step, Step.State.OWED, plan, now).telling(RunNews.owed(run, plan, why, now));
        }
        if (step.late()) {
            return Advance.to(run);
        }
        Run asking = Moves.replaced(run, step.overdue());
        Proposal proposal = new Proposal(run.generation(), Reason.UNFENCED, run.to(), run.loss(), now);
        return Advance.to(asking).telling(RunNews.asked(run, plan, why, now)).asking(proposal);
    }

    private static Advance tellOnce(Run run, Step step, Plan plan, String why, Instant now) {
        if (step.late()) {
            return Advance.to(run);
        }
        Run late = Moves.replaced(run, step.overdue());
        return Advance.to(late).telling(RunNews.late(late, step, plan, why, now));
    }
}
