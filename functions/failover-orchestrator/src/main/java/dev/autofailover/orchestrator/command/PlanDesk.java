// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.orchestrator.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.autofailover.json.Json;
import dev.autofailover.message.Command;
import dev.autofailover.plan.InvalidPlan;
import dev.autofailover.plan.Plan;
import dev.autofailover.plan.PlanError;
import dev.autofailover.plan.PlanParser;
import dev.autofailover.plan.PlanVersion;
import dev.autofailover.record.PlanStore;
import dev.autofailover.record.RecordStore;
import dev.autofailover.record.RecordStore.Superseded;
import dev.autofailover.record.ServiceRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts plans in force, or says all that is wrong with them; the one in force stays then. */
final class PlanDesk {
    private static final Logger LOG = LoggerFactory.getLogger(PlanDesk.class);
    private static final int TRIES = 5;

    private final PlanStore plans;
    private final RecordStore records;
    private final String region;

    /**
     * A desk over these.
     *
     * @param region where this function runs: the control Region of every plan that it can carry out
     */
    PlanDesk(PlanStore plans, RecordStore records, String region) {
        this.plans = plans;
        this.records = records;
        this.region = region;
    }

    ObjectNode apply(Command.ApplyPlan command) {
        Plan plan;
        try {
            plan = PlanParser.parse(command.text());
        } catch (InvalidPlan invalid) {
            return refused(Optional.empty(), invalid.errors());
        }
        List<PlanError> errors = misfits(plan);
        if (!errors.isEmpty()) {
            return refused(Optional.of(plan.service()), errors);
        }
        for (int tries = 0; tries < TRIES; tries++) {
            Optional<PlanVersion> inForce = plans.current(plan.service());
            boolean same = inForce.filter(version -> version.text().equals(command.text()))
                    .isPresent();
            PlanVersion next = same
                    ? inForce.get()
                    : new PlanVersion(inForce.map(PlanVersion::version).orElse(0) + 1, command.text(), plan);
            try {
                if (!same) {
                    plans.add(next);
                }
                createRecord(plan);
                LOG.info("plan {} version {} applied by {}", plan.service(), next.version(), command.by());
                return accepted(next);
            } catch (Superseded raced) {
                LOG.info("another version came in between: {}", raced.getMessage());
            }
        }
        throw new IllegalStateException("plans of " + plan.service() + " are being applied too often; try again");
    }

    /** What is wrong with a plan that is right in itself. */
    private List<PlanError> misfits(Plan plan) {
        List<PlanError> errors = new ArrayList<>();
        if (!plan.control().equals(region)) {
            errors.add(new PlanError(
                    "control",
                    plan.control(),
                    "write " + region + ", where this orchestrator runs, or apply it there"));
        }
        records.load(plan.service())
                .map(ServiceRecord::active)
                .filter(active ->
                        plan.sites().stream().noneMatch(site -> site.name().equals(active)))
                .ifPresent(active -> errors.add(new PlanError(
                        "sites",
                        String.join(
                                ", ",
                                plan.sites().stream().map(site -> site.name()).toList()),
                        "keep the name " + active + ": the service is active there")));
        return errors;
    }

    private void createRecord(Plan plan) {
        if (records.load(plan.service()).isPresent()) {
            return;
        }
        try {
            records.save(ServiceRecord.first(plan.service(), plan.prefers()).nextRevision());
        } catch (Superseded createdMeanwhile) {
            LOG.debug("created meanwhile", createdMeanwhile);
        }
    }

    private static ObjectNode accepted(PlanVersion version) {
        return Json.object()
                .put("service", version.plan().service())
                .put("accepted", true)
                .put("planVersion", version.version())
                .put("text", "in force; a run that is under way keeps the version it began with");
    }

    private static ObjectNode refused(Optional<String> service, List<PlanError> errors) {
        ObjectNode answer = Json.object();
        service.ifPresent(name -> answer.put("service", name));
        answer.put("accepted", false).put("text", "the plan can't be carried out; the one in force stays");
        var all = answer.putArray("errors");
        errors.forEach(error -> all.addObject()
                .put("path", error.path())
                .put("value", error.value())
                .put("remedy", error.remedy()));
        return answer;
    }
}
