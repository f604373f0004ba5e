// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.orchestrator.reconcile;

import dev.autofailover.orchestrator.database.DatabaseAdapter;
import dev.autofailover.orchestrator.observe.Lookout;
import dev.autofailover.orchestrator.steps.Evidence;
import dev.autofailover.orchestrator.steps.Steps;
import dev.autofailover.orchestrator.tell.Outbox;
import dev.autofailover.plan.Plan;
import dev.autofailover.record.ServiceRecord;
import dev.autofailover.run.Run;
import dev.autofailover.run.RunMachine;
import dev.autofailover.run.Step;
import dev.autofailover.run.StepResult;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Carries a run on: tries what is due, saves what became of it, tells, waits a little, and so on until the run is over, a human must
 * answer, or the invocation's time is up. Whatever it was doing then, the next worker looks and goes on from there.
 */
final class RunWorker {
    /** How often the sites are looked at beside the steps, while the run could still turn back. */
    private static final Duration LOOK_EVERY = Duration.ofSeconds(5);

    private final World world;
    private final Held held;
    private final Tools tools;
    private final Deadline deadline;
    private final Backoff backoff = new Backoff();
    private Instant lookedAt;

    /** What a worker works with under its lease. */
    record Tools(Steps steps, DatabaseAdapter database, Lookout lookout, Outbox outbox) {}

    /**
     * A worker on the run of that record.
     *
     * @param lookedAt when the sites were last looked at
     */
    RunWorker(World world, Held held, Tools tools, Deadline deadline, Instant lookedAt) {
        this.world = world;
        this.held = held;
        this.tools = tools;
        this.deadline = deadline;
        this.lookedAt = lookedAt;
    }

    /** Works on until it has to stop. */
    void work(Plan plan) {
        while (held.current().runUnderWay().isPresent()) {
            Run before = held.current().runUnderWay().get();
            look(plan, before);
            held.current().runUnderWay().ifPresent(run -> ensure(plan, run));
            Optional<Run> after = held.current().run();
            measure(plan, before, after.orElse(before));
            tell(plan);
            if (after.filter(run -> run.isUnderWay() && !run.waitsForApproval()).isEmpty()
                    || !pause(before, after.get())) {
                break;
            }
        }
        world.state().records().archive(held.current());
    }

    /** Saved before it is sent, and let go only after. */
    void tell(Plan plan) {
        List<String> told = tools.outbox().send(plan, held.current().outbox());
        if (!told.isEmpty()) {
            held.update(record -> record.told(told));
        }
    }

    private void look(Plan plan, Run run) {
        boolean canTurnBack = run.phase() == Run.Phase.UNDER_WAY && !run.promotionBegun();
        if (!canTurnBack || now().isBefore(lookedAt.plus(LOOK_EVERY))) {
            return;
        }
        var seen = tools.lookout().look(plan, held.current(), Optional.empty(), tools.database());
        lookedAt = now();
        held.update(record -> record.runUnderWay()
                .map(current -> record.advance(RunMachine.look(current, plan, seen, now()), plan, now()))
                .orElse(record));
    }

    private void ensure(Plan plan, Run run) {
        List<Step> due = RunMachine.due(run);
        List<Supplier<StepResult>> tries = due.stream()
                .<Supplier<StepResult>>map(step -> () -> {
                    Evidence evidence =
                            StepEvidence.of(held, plan, step, world.time().clock());
                    return tools.steps().ensure(plan, run, step, evidence);
                })
                .toList();
        // One step may do things side by side itself; several are traffic switches, and none of them does.
        List<StepResult> results = tries.size() == 1
                ? List.of(tries.getFirst().get())
                : world.hands().sideBySide().all(tries);
        held.update(record -> {
            ServiceRecord next = record;
            for (int i = 0; i < due.size(); i++) {
                Run current = next.run().orElse(run);
                if (current.isUnderWay()) {
                    next = next.advance(
                            RunMachine.after(current, due.get(i), results.get(i), plan, now()), plan, now());
                }
            }
            return next;
        });
    }

    private void measure(Plan plan, Run before, Run after) {
        for (Step step : after.steps()) {
            boolean overNow = step.state().over()
                    && before.steps().stream()
                            .filter(step::isSamePart)
                            .noneMatch(was -> was.state().over());
            if (overNow) {
                world.hands().metrics().stepOver(plan.service(), step);
            }
        }
        if (!after.isUnderWay()) {
            world.hands().metrics().runOver(plan.service(), after);
        }
        world.hands()
                .metrics()
                .fencedNotPromoted(
                        plan.service(), after.fencedAndNotPromotedSince().isPresent());
    }

    /** Returns false when the next look would come too late for this invocation. */
    private boolean pause(Run before, Run after) {
        boolean moved = !RunMachine.due(before).stream()
                .allMatch(was -> RunMachine.due(after).stream().anyMatch(step -> step.isSamePart(was)));
        if (moved) {
            // The next step is due now; nothing has to settle first.
            backoff.reset();
            return deadline.allows(Duration.ZERO, now());
        }
        Duration next = backoff.next();
        if (!deadline.allows(next, now())) {
            return false;
        }
        world.time().waiting().pause(next);
        return true;
    }

    private Instant now() {
        return world.time().clock().instant();
    }
}
