// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.orchestrator.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.autofailover.decision.Decision;
import dev.autofailover.json.Json;
import dev.autofailover.message.Command;
import dev.autofailover.message.RecordJson;
import dev.autofailover.orchestrator.effect.PlannedCall;
import dev.autofailover.orchestrator.observe.Fleets;
import dev.autofailover.orchestrator.reconcile.Deadline;
import dev.autofailover.orchestrator.reconcile.Reconciler;
import dev.autofailover.orchestrator.reconcile.Reconciler.Result;
import dev.autofailover.orchestrator.reconcile.World;
import dev.autofailover.plan.PlanVersion;
import dev.autofailover.record.PlanStore;
import dev.autofailover.record.RecordStore;
import dev.autofailover.record.ServiceRecord;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Answers operators. */
public final class CommandDesk {
    private final PlanStore plans;
    private final RecordStore records;
    private final PlanDesk planDesk;
    private final PauseOfEverything pauseOfEverything;
    private final Reconciler reconciler;
    private final Supplier<DryRun> dryRuns;
    private final String region;

    /** A reconciler that changes nothing, and what it held back. */
    public record DryRun(Reconciler reconciler, Supplier<List<PlannedCall>> calls) {}

    /**
     * A desk in that world.
     *
     * @param region where this function runs
     * @param dryRuns a fresh one for each command
     */
    public CommandDesk(World world, Reconciler reconciler, Supplier<DryRun> dryRuns, String region) {
        this.plans = world.state().plans();
        this.records = world.state().records();
        this.planDesk = new PlanDesk(plans, records, region);
        this.pauseOfEverything = new PauseOfEverything(records, world.time().clock());
        this.reconciler = reconciler;
        this.dryRuns = dryRuns;
        this.region = region;
    }

    /** Carries the command out as far as this invocation can, and says what came of it. */
    public ObjectNode answer(Command command, Deadline deadline) {
        return switch (command) {
            case Command.ApplyPlan apply -> planDesk.apply(apply);
            case Command.Status status -> status(status);
            case Command.Order order ->
                order.service().equals(Fleets.EVERYTHING)
                        ? pauseOfEverything.answer(order)
                        : plans.current(order.service())
                                .map(plan -> plan.plan().control().equals(region)
                                        ? order(plan, order, deadline)
                                        : decidedElsewhere(plan))
                                .orElseGet(() -> unknown(order.service()));
        };
    }

    private static ObjectNode decidedElsewhere(PlanVersion plan) {
        return Json.object()
                .put("service", plan.plan().service())
                .put("accepted", false)
                .put(
                        "text",
                        "decided in " + plan.plan().control()
                                + ": send the command there, or apply the plan with this Region");
    }

    private ObjectNode order(PlanVersion plan, Command.Order order, Deadline deadline) {
        if (order instanceof Command.Move move && move.dryRun()) {
            DryRun dryRun = dryRuns.get();
            ObjectNode answer = said(dryRun.reconciler().reconcile(plan, Optional.of(order), deadline));
            answer.put("dryRun", true);
            // The rehearsed record says where the service would be; nothing has moved.
            records.load(order.service())
                    .ifPresent(real -> answer.put("active", real.active()).put("generation", real.generation()));
            var calls = answer.putArray("calls");
            for (PlannedCall call : dryRun.calls().get()) {
                ObjectNode each = calls.addObject()
                        .put("service", call.service())
                        .put("operation", call.operation())
                        .put("region", call.region());
                call.parameters().forEach(each.putObject("parameters")::put);
            }
            return answer;
        }
        return said(reconciler.reconcile(plan, Optional.of(order), deadline));
    }

    private static ObjectNode said(Result result) {
        return switch (result) {
            case Result.Decided(Decision decision, ServiceRecord record) -> {
                ObjectNode answer = Json.object()
                        .put("service", record.service())
                        .put("accepted", decision.outcome().accepts())
                        .put("row", decision.row())
                        .put("reason", decision.reason().name())
                        .put("text", decision.text())
                        .put("active", record.active())
                        .put("generation", record.generation());
                record.run().ifPresent(run -> answer.set("run", RecordJson.tree(run)));
                yield answer;
            }
            case Result.Busy(ServiceRecord record) ->
                Json.object()
                        .put("service", record.service())
                        .put("accepted", false)
                        .put("reason", "BUSY")
                        .put("text", "another invocation is at work on the service; send the command again");
        };
    }

    private ObjectNode status(Command.Status status) {
        if (status.service().isPresent()) {
            String service = status.service().get();
            return records.load(service).map(this::described).orElseGet(() -> unknown(service));
        }
        ObjectNode answer = Json.object();
        var services = answer.putArray("services");
        records.loadAll().forEach(record -> services.add(described(record)));
        records.load(Fleets.EVERYTHING)
                .flatMap(ServiceRecord::pause)
                .ifPresent(pause -> answer.set("paused", RecordJson.tree(pause)));
        return answer;
    }

    /** The record, and what nobody should have to find out in the next outage. */
    private ObjectNode described(ServiceRecord record) {
        ObjectNode described = RecordJson.tree(record);
        plans.current(record.service())
                .map(PlanVersion::plan)
                .filter(plan -> plan.decidedIn(record.active()))
                .ifPresent(plan -> described
                        .putArray("risks")
                        .add("active in " + plan.control()
                                + ", which is also the control Region: its outage can't be handled until"
                                + " the plan is given another one (docs/regions.md)"));
        return described;
    }

    private static ObjectNode unknown(String service) {
        return Json.object()
                .put("service", service)
                .put("accepted", false)
                .put("text", "there is no plan for a service of that name");
    }
}
