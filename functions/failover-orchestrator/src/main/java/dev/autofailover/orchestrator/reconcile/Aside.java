// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.orchestrator.reconcile;

import dev.autofailover.decision.Decide;
import dev.autofailover.decision.Decision;
import dev.autofailover.decision.Observation;
import dev.autofailover.decision.Outcome;
import dev.autofailover.decision.Telling;
import dev.autofailover.orchestrator.reconcile.Reconciler.Result;
import dev.autofailover.plan.Plan;
import dev.autofailover.record.RecordStore.Superseded;
import dev.autofailover.record.ServiceRecord;

/**
 * Answers a command while somebody else holds the service: what only changes the record beside the run is written into it, the lease left
 * as it is. The holder meets that write with its next one, and makes its own change on top of it.
 */
final class Aside {
    private static final int TRIES = 10;

    private final World world;

    Aside(World world) {
        this.world = world;
    }

    Result answer(Plan plan, Observation seen) {
        ServiceRecord record = load(plan);
        Decision decision =
                Decide.decide(plan, record, seen, world.time().clock().instant());
        for (int tries = 0; tries < TRIES; tries++) {
            boolean changesTheRun = decision.outcome() instanceof Outcome.Change change
                    && !change.next().run().equals(record.run());
            if (!(decision.outcome() instanceof Outcome.Change) || changesTheRun) {
                world.state().records().note(plan.service(), decision);
                return changesTheRun ? new Result.Busy(record) : new Result.Decided(decision, record);
            }
            Telling telling = Telling.after(plan, record, decision);
            ServiceRecord next = telling.record().nextRevision();
            try {
                world.state().records().note(plan.service(), decision);
                world.state().records().save(next);
                return new Result.Decided(decision, next);
            } catch (Superseded superseded) {
                record = load(plan);
                decision =
                        Decide.decide(plan, record, seen, world.time().clock().instant());
            }
        }
        return new Result.Busy(record);
    }

    private ServiceRecord load(Plan plan) {
        return world.state()
                .records()
                .load(plan.service())
                .orElseGet(() -> ServiceRecord.first(plan.service(), plan.prefers()));
    }
}
