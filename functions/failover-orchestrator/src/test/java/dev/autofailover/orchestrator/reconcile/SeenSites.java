// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.orchestrator.reconcile;

import dev.autofailover.decision.SiteObservation;
import dev.autofailover.orchestrator.database.DatabaseAdapter;
import dev.autofailover.orchestrator.database.DatabaseChecks;
import dev.autofailover.orchestrator.steps.Adapters;
import dev.autofailover.orchestrator.steps.Evidence;
import dev.autofailover.orchestrator.traffic.TrafficAdapter;
import dev.autofailover.plan.DatabaseKind;
import dev.autofailover.plan.Plan;
import dev.autofailover.plan.Site;
import dev.autofailover.plan.TrafficSwitch;
import dev.autofailover.run.Run;
import dev.autofailover.run.StepResult;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** Sites that can be looked at, and that nothing may be done to. */
final class SeenSites implements Adapters, DatabaseAdapter {
    private final AtomicInteger looks = new AtomicInteger();
    private Map<String, SiteObservation> sites = Map.of();

    /** From now on they are seen so. */
    void are(Map<String, SiteObservation> now) {
        sites = now;
    }

    /** How often a site was looked at. */
    int looks() {
        return looks.get();
    }

    @Override
    public SiteObservation look(Plan plan, Site site, boolean withLag) {
        looks.incrementAndGet();
        return sites.getOrDefault(site.name(), SiteObservation.silent());
    }

    @Override
    public boolean isBad(String status) {
        return false;
    }

    @Override
    public DatabaseAdapter database(DatabaseKind kind) {
        return this;
    }

    @Override
    public TrafficAdapter traffic(TrafficSwitch way) {
        throw new UnsupportedOperationException();
    }

    @Override
    public DatabaseChecks checks() {
        return (_, _, _) -> {
            throw new UnsupportedOperationException();
        };
    }

    @Override
    public StepResult fence(Plan plan, Site site, Run.Kind move, Evidence evidence) {
        throw new UnsupportedOperationException();
    }

    @Override
    public StepResult release(Plan plan, Site site, Evidence fence, Evidence evidence) {
        throw new UnsupportedOperationException();
    }

    @Override
    public StepResult catchUp(Plan plan, Run run, Evidence evidence) {
        throw new UnsupportedOperationException();
    }

    @Override
    public StepResult promote(Plan plan, Site site, Run.Kind move, Evidence evidence) {
        throw new UnsupportedOperationException();
    }
}
