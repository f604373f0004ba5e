// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.orchestrator.observe;

import dev.autofailover.decision.Observation.Fleet;
import dev.autofailover.decision.Reason;
import dev.autofailover.plan.Plan;
import dev.autofailover.plan.PlanVersion;
import dev.autofailover.record.PlanStore;
import dev.autofailover.record.RecordStore;
import dev.autofailover.record.ServiceRecord;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** How busy all services together are. */
public final class Fleets {
    /** The record under whose name everything is paused. */
    public static final String EVERYTHING = "*";

    private final RecordStore records;
    private final PlanStore plans;
    private final int limit;

    /**
     * The fleet of these.
     *
     * @param limit how many runs may be under way at once
     */
    public Fleets(RecordStore records, PlanStore plans, int limit) {
        this.records = records;
        this.plans = plans;
        this.limit = limit;
    }

    /** How busy the others are, seen by that service. */
    Fleet seenBy(Plan plan) {
        List<ServiceRecord> others = records.loadAll().stream()
                .filter(record -> !record.service().equals(plan.service()))
                .toList();
        int running = (int) others.stream()
                .filter(record -> record.runUnderWay().isPresent())
                .count();
        List<ServiceRecord> queued =
                others.stream().filter(Fleets::waitsForAPlace).toList();
        return new Fleet(
                running,
                limit,
                queued.isEmpty() ? 0 : ahead(plan, queued),
                records.load(EVERYTHING).flatMap(ServiceRecord::pause));
    }

    private int ahead(Plan plan, List<ServiceRecord> queued) {
        Map<String, Plan> byService = plans.current().stream()
                .map(PlanVersion::plan)
                .collect(Collectors.toMap(Plan::service, Function.identity()));
        return (int) queued.stream()
                .filter(record -> {
                    Plan other = byService.get(record.service());
                    return other != null
                            && other.policy().priority() > plan.policy().priority();
                })
                .count();
    }

    private static boolean waitsForAPlace(ServiceRecord record) {
        return record.runUnderWay().isEmpty()
                && record.lastDecision()
                        .filter(last -> last.reason() == Reason.FLEET_LIMIT)
                        .isPresent();
    }
}
