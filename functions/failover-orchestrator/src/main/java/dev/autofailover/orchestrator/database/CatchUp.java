// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.orchestrator.database;

import dev.autofailover.lambda.SideBySide;
import dev.autofailover.message.CheckAnswer;
import dev.autofailover.orchestrator.database.DatabaseChecks.Question;
import dev.autofailover.orchestrator.database.DatabaseChecks.Reply;
import dev.autofailover.orchestrator.steps.Evidence;
import dev.autofailover.plan.Plan;
import dev.autofailover.plan.Site;
import dev.autofailover.run.Run;
import dev.autofailover.run.StepResult;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Waits until the standby has replayed all that the old writer ever committed, by the positions that both servers tell.
 *
 * <p>The old writer is fenced by now, so its first position read after that is behind every commit; its log still grows by
 * housekeeping, which nobody has to wait for.
 */
public final class CatchUp {
    /** Where the old writer's log ended, read after the fence. */
    static final String GOAL = "goal";

    private final DatabaseChecks checks;
    private final SideBySide sideBySide;

    public CatchUp(DatabaseChecks checks, SideBySide sideBySide) {
        this.checks = checks;
        this.sideBySide = sideBySide;
    }

    /** Done when the standby's position has reached the goal, which is read once and kept. */
    public StepResult ensure(Plan plan, Run run, Evidence evidence) {
        Site from = plan.site(run.from());
        Site to = plan.site(run.to());
        Supplier<Position> goalAsked = () -> evidence.get(GOAL)
                .<Position>map(text -> new Position(Lsn.parse(text), "kept"))
                .orElseGet(() -> position(plan, from));
        List<Position> both = sideBySide.all(List.of(goalAsked, () -> position(plan, to)));
        Position goal = both.getFirst();
        Position reached = both.getLast();
        if (goal.lsn().isEmpty()) {
            return new StepResult.NotYet("where " + from.name() + " ended is not known: " + goal.why(), Map.of());
        }
        Map<String, String> known = Map.of(GOAL, goal.lsn().get().toString());
        if (reached.lsn().isEmpty()) {
            return new StepResult.NotYet("where " + to.name() + " is, is not known: " + reached.why(), known);
        }
        String words = to.name() + " is at " + reached.lsn().get() + ", " + from.name() + " ended at "
                + goal.lsn().get();
        return reached.lsn().get().reaches(goal.lsn().get())
                ? new StepResult.Done(
                        words,
                        Map.of(
                                GOAL,
                                goal.lsn().get().toString(),
                                "reached",
                                reached.lsn().get().toString()))
                : new StepResult.NotYet(words, known);
    }

    private record Position(Optional<Lsn> lsn, String why) {}

    private Position position(Plan plan, Site site) {
        return switch (checks.ask(plan, site, Question.look(site.endpoint()))) {
            case Reply.Answer(CheckAnswer answer) ->
                new Position(answer.position().flatMap(Lsn::parse), answer.reason());
            case Reply reply -> new Position(Optional.empty(), reply.text());
        };
    }
}
