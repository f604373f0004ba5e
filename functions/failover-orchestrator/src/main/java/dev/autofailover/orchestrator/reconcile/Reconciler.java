// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.orchestrator.reconcile;

import dev.autofailover.decision.Decide;
import dev.autofailover.decision.Decision;
import dev.autofailover.decision.Observation;
import dev.autofailover.decision.Outcome;
import dev.autofailover.decision.Telling;
import dev.autofailover.lambda.LogContext;
import dev.autofailover.message.Command;
import dev.autofailover.orchestrator.effect.LeaseLost;
import dev.autofailover.orchestrator.observe.Lookout;
import dev.autofailover.plan.Plan;
import dev.autofailover.plan.PlanVersion;
import dev.autofailover.record.ServiceRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does the next right thing for one service, whatever it was called for: looks, decides, and when something is to be done, takes the
 * lease and does it. Nothing is lost when a call for it is lost, and nothing happens twice when one comes twice.
 */
public final class Reconciler {
    private static final Logger LOG = LoggerFactory.getLogger(Reconciler.class);

    /** How long a vote or a command waits for who is just deciding: that takes a look at both Regions, of which one may be dead. */
    private static final Duration PATIENCE = Duration.ofSeconds(6);

    private static final Duration WAIT = Duration.ofMillis(200);

    private final World world;
    private final Lookout lookout;
    private final Function<Held, Gate> gates;
    private final Supplier<String> owners;

    /**
     * A reconciler in that world.
     *
     * @param gates what a worker's calls go through, from its lease
     * @param owners names for leases, each another one
     */
    public Reconciler(World world, Lookout lookout, Function<Held, Gate> gates, Supplier<String> owners) {
        this.world = world;
        this.lookout = lookout;
        this.gates = gates;
        this.owners = owners;
    }

    /** What came of it. */
    public sealed interface Result {
        /** The record as it is now. */
        ServiceRecord record();

        /**
         * Decided, and done as far as this invocation could.
         *
         * @param decision the first one: for a command its answer
         */
        record Decided(Decision decision, ServiceRecord record) implements Result {}

        /** Somebody else is at work on the service, and will see what there is to see. */
        record Busy(ServiceRecord record) implements Result {}
    }

    /** Does what is to be done for the service of that plan. */
    public Result reconcile(PlanVersion version, Optional<Command.Order> order, Deadline deadline) {
        Plan plan = version.plan();
        try (var _ = LogContext.ofService(plan.service())) {
            ServiceRecord record = load(plan);
            Observation seen = look(version, record, order);
            Decision decision = Decide.decide(plan, record, seen, now());
            if (leavesAllAsItIs(plan, record, decision)) {
                count(plan, record, seen, decision);
                return new Result.Decided(decision, record);
            }
            Optional<Held> held = take(plan, order, deadline);
            if (held.isEmpty()) {
                return busy(version, order);
            }
            return work(version, held.get(), new Seen(record.revision(), seen), deadline);
        }
    }

    /** What was seen before the lease was taken, with the record that it was seen for. */
    private record Seen(long revision, Observation observation) {}

    private Result work(PlanVersion version, Held held, Seen before, Deadline deadline) {
        try {
            Worker worker = new Worker(world, lookout, gates.apply(held), held, deadline);
            boolean recordMoved = held.current().revision() != before.revision() + 1;
            // What was seen holds for the record and the votes of then only: a run may have ended in between, or a vote
            // called for a closer look.
            Observation seen = recordMoved || lookout.heardMoreSince(held.current(), before.observation())
                    ? look(version, held.current(), before.observation().command())
                    : before.observation();
            Decision decision = worker.work(version, seen);
            return new Result.Decided(decision, held.current());
        } catch (LeaseLost lost) {
            LOG.warn("stopped: {}", lost.getMessage());
            return new Result.Busy(held.current());
        } finally {
            held.release();
        }
    }

    private ServiceRecord load(Plan plan) {
        return world.state()
                .records()
                .load(plan.service())
                .orElseGet(() -> ServiceRecord.first(plan.service(), plan.prefers()));
    }

    private Observation look(PlanVersion version, ServiceRecord record, Optional<Command.Order> order) {
        Gate gate = Gate.looking(world);
        return lookout.look(version.plan(), record, order, gate.database(version.plan()));
    }

    /** Whether nothing is to be done, saved or told: then no lease is needed. */
    private static boolean leavesAllAsItIs(Plan plan, ServiceRecord record, Decision decision) {
        boolean nothingToDo = switch (decision.outcome()) {
            case Outcome.Hold _, Outcome.Wait _, Outcome.Tell _, Outcome.Queue _, Outcome.Refuse _ -> true;
            case Outcome.GoOn _, Outcome.Ask _, Outcome.DoOwed _, Outcome.Start _, Outcome.Change _ -> false;
        };
        if (!nothingToDo || record.revision() == 0 || !record.outbox().isEmpty()) {
            return false;
        }
        Telling telling = Telling.after(plan, record, decision);
        return !telling.worthNoting() && telling.record().equals(record);
    }

    private void count(Plan plan, ServiceRecord record, Observation seen, Decision decision) {
        world.hands().metrics().decided(plan, record, seen, decision, now());
    }

    /**
     * Takes the lease. Who finds it taken by somebody who decides waits a little, for what was decided there may not have seen our
     * vote; who finds a run under way leaves it to its holder, who looks by itself.
     */
    private Optional<Held> take(Plan plan, Optional<Command.Order> order, Deadline deadline) {
        Instant patience = now().plus(PATIENCE);
        String owner = owners.get();
        while (true) {
            ServiceRecord record = load(plan);
            Optional<Held> held = Held.take(
                    world.state().records(),
                    record,
                    owner,
                    deadline,
                    world.time().clock());
            boolean running = record.runUnderWay().isPresent() && order.isEmpty();
            if (held.isPresent() || running || !now().isBefore(patience) || !deadline.allows(WAIT, now())) {
                return held;
            }
            world.time().waiting().pause(WAIT);
        }
    }

    private Result busy(PlanVersion version, Optional<Command.Order> order) {
        ServiceRecord record = load(version.plan());
        if (order.isEmpty()) {
            LOG.info("left to the worker that holds the service");
            return new Result.Busy(record);
        }
        return new Aside(world).answer(version.plan(), look(version, record, order));
    }

    private Instant now() {
        return world.time().clock().instant();
    }
}
