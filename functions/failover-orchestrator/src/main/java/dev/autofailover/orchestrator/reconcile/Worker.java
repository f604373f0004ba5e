// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.orchestrator.reconcile;

import dev.autofailover.decision.Decide;
import dev.autofailover.decision.Decision;
import dev.autofailover.decision.Observation;
import dev.autofailover.decision.Outcome;
import dev.autofailover.decision.Telling;
import dev.autofailover.lambda.LogContext;
import dev.autofailover.orchestrator.observe.Lookout;
import dev.autofailover.orchestrator.reconcile.RunWorker.Tools;
import dev.autofailover.orchestrator.tell.Outbox;
import dev.autofailover.plan.Plan;
import dev.autofailover.plan.PlanVersion;
import dev.autofailover.record.OwedTask;
import dev.autofailover.record.ServiceRecord;
import dev.autofailover.run.RunMachine;
import dev.autofailover.run.StepResult;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One invocation's work on one service, under its lease: decide, note, save, do, until there is nothing left to do now. */
final class Worker {
    private static final Logger LOG = LoggerFactory.getLogger(Worker.class);

    private final World world;
    private final Lookout lookout;
    private final Gate gate;
    private final Held held;
    private final Deadline deadline;
    private final Outbox outbox;
    private final Backoff backoff = new Backoff();

    Worker(World world, Lookout lookout, Gate gate, Held held, Deadline deadline) {
        this.world = world;
        this.lookout = lookout;
        this.gate = gate;
        this.held = held;
        this.deadline = deadline;
        this.outbox = new Outbox(world.hands().notifier(), world.time().clock());
    }

    /** Works until there is nothing left to do now. Returns the first decision: for a command its answer. */
    Decision work(PlanVersion version, Observation first) {
        Plan plan = version.plan();
        Observation seen = first;
        Optional<Decision> answer = Optional.empty();
        while (true) {
            ServiceRecord base = held.current();
            Decision decision = Decide.decide(plan, base, seen, now());
            if (!settle(plan, base, decision, version)) {
                // Somebody wrote beside us: decide anew on that.
                continue;
            }
            world.hands().metrics().decided(plan, base, seen, decision, now());
            answer = answer.or(() -> Optional.of(decision));
            tell(plan);
            if (!act(version, decision)) {
                return answer.get();
            }
            seen = lookout.look(plan, held.current(), Optional.empty(), gate.database(plan));
        }
    }

    /** Notes the decision and saves what it makes of the record. Returns false when the record has changed beneath it. */
    private boolean settle(Plan plan, ServiceRecord base, Decision decision, PlanVersion version) {
        Telling telling = Telling.after(plan, base, decision);
        if (telling.worthNoting()) {
            LOG.info("row {}, {}: {}", decision.row(), decision.reason(), decision.text());
            world.state().records().note(plan.service(), decision);
        }
        ServiceRecord next = telling.record();
        if (decision.outcome() instanceof Outcome.Start start) {
            next = next.begin(RunMachine.begin(start, version, now()));
        }
        return next.equals(base) || held.replace(base, next);
    }

    /** Does what was decided. Returns whether there may be more to do. */
    private boolean act(PlanVersion version, Decision decision) {
        return switch (decision.outcome()) {
            case Outcome.Start _ -> {
                run(version.plan(), now());
                yield false;
            }
            case Outcome.GoOn _ -> {
                run(planOfRun(version), Instant.MIN);
                yield false;
            }
            case Outcome.Change _ -> true;
            case Outcome.DoOwed(OwedTask task) -> owed(version.plan(), task);
            case Outcome.Hold _, Outcome.Wait _, Outcome.Tell _, Outcome.Ask _, Outcome.Queue _, Outcome.Refuse _ ->
                false;
        };
    }

    private void run(Plan plan, Instant lookedAt) {
        Tools tools = new Tools(gate.steps(), gate.database(plan), lookout, outbox);
        long generation = held.current().generation();
        try (var _ = LogContext.ofRun(plan.service(), generation)) {
            new RunWorker(world, held, tools, deadline, lookedAt).work(plan);
        }
    }

    private Plan planOfRun(PlanVersion current) {
        int wanted = held.current().run().orElseThrow().planVersion();
        return wanted == current.version()
                ? current.plan()
                : world.state()
                        .plans()
                        .version(current.plan().service(), wanted)
                        .map(PlanVersion::plan)
                        .orElseThrow(() -> new IllegalStateException("version " + wanted + " of the plan of "
                                + current.plan().service() + ", with which a run began, is gone"));
    }

    private boolean owed(Plan plan, OwedTask task) {
        StepResult result = gate.steps().ensure(plan, task, StepEvidence.of(held, task));
        LOG.info("{} of {}, owed: {}", task.kind().words(), task.site(), result.note());
        boolean done = result instanceof StepResult.Done;
        held.update(record -> StepEvidence.current(record, task)
                .map(owed -> done ? record.paid(owed) : record.stillOwed(owed, result.evidence()))
                .orElse(record));
        if (done) {
            return true;
        }
        Duration next = backoff.next();
        if (result instanceof StepResult.Unreachable || !deadline.allows(next, now())) {
            return false;
        }
        world.time().waiting().pause(next);
        return true;
    }

    private void tell(Plan plan) {
        List<String> told = outbox.send(plan, held.current().outbox());
        if (!told.isEmpty()) {
            held.update(record -> record.told(told));
        }
    }

    private Instant now() {
        return world.time().clock().instant();
    }
}
