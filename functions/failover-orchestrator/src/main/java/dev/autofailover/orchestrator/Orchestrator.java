// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.orchestrator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.autofailover.json.Json;
import dev.autofailover.json.Malformed;
import dev.autofailover.lambda.SideBySide;
import dev.autofailover.lambda.Unusable;
import dev.autofailover.message.Commands;
import dev.autofailover.orchestrator.command.CommandDesk;
import dev.autofailover.orchestrator.reconcile.Deadline;
import dev.autofailover.orchestrator.reconcile.Reconciler;
import dev.autofailover.orchestrator.signal.Mail;
import dev.autofailover.orchestrator.signal.SignalIntake;
import dev.autofailover.orchestrator.tell.OrchestratorMetrics;
import dev.autofailover.plan.PlanVersion;
import dev.autofailover.vote.Signal;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the function does with each kind of input: signals, the minute's tick, commands. */
final class Orchestrator {
    private static final Logger LOG = LoggerFactory.getLogger(Orchestrator.class);

    private final Desks desks;
    private final Reconciler reconciler;
    private final PlansDecidedHere plans;
    private final SideBySide services;
    private final InstantSource clock;

    /** Who takes what, and counts it. */
    record Desks(Mail mail, SignalIntake signals, CommandDesk commands, OrchestratorMetrics metrics) {}

    Orchestrator(Desks desks, Reconciler reconciler, PlansDecidedHere plans, SideBySide services, InstantSource clock) {
        this.desks = desks;
        this.reconciler = reconciler;
        this.plans = plans;
        this.services = services;
        this.clock = clock;
    }

    /**
     * Handles one input.
     *
     * @param remainingMillis until the invocation is killed
     * @throws Unusable when nothing of the input can be used
     */
    ObjectNode handle(ObjectNode input, int remainingMillis) {
        Deadline deadline = new Deadline(clock.instant().plusMillis(remainingMillis));
        if (Commands.isOne(input)) {
            return command(input, deadline);
        }
        if (input.has("tick")) {
            List<PlanVersion> all = plans.now().stream()
                    .sorted(Comparator.comparingInt((PlanVersion version) ->
                                    version.plan().policy().priority())
                            .reversed())
                    .toList();
            ObjectNode answer = reconcile(all, deadline);
            desks.metrics().ticked(answer.path("failed").asLong());
            return answer;
        }
        List<Signal> signals = desks.mail().open(input);
        return reconcile(plans.now(desks.signals().keep(signals, plans.toRecognise(signals))), deadline);
    }

    private ObjectNode command(ObjectNode input, Deadline deadline) {
        try {
            return desks.commands().answer(Commands.parse(input), deadline);
        } catch (Malformed malformed) {
            throw new Unusable(String.valueOf(malformed.getMessage()));
        }
    }

    private ObjectNode reconcile(Collection<PlanVersion> all, Deadline deadline) {
        List<Supplier<Boolean>> each = all.stream()
                .<Supplier<Boolean>>map(version -> () -> reconciled(version, deadline))
                .toList();
        long failed = services.all(each).stream().filter(well -> !well).count();
        return Json.object().put("services", all.size()).put("failed", failed);
    }

    /** One service's trouble is not the others': it is logged, and its next tick tries anew. */
    private boolean reconciled(PlanVersion version, Deadline deadline) {
        try {
            reconciler.reconcile(version, Optional.empty(), deadline);
            return true;
        } catch (RuntimeException failure) {
            LOG.error("the service {} could not be looked after", version.plan().service(), failure);
            return false;
        }
    }
}
