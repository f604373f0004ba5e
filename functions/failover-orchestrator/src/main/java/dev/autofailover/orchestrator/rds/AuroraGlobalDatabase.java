// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.orchestrator.rds;

import static dev.autofailover.orchestrator.rds.Results.done;
import static dev.autofailover.orchestrator.rds.Results.notYet;
import static dev.autofailover.orchestrator.rds.Results.unreachable;

import dev.autofailover.decision.LagSample;
import dev.autofailover.decision.SiteObservation;
import dev.autofailover.decision.SiteObservation.Role;
import dev.autofailover.orchestrator.database.DatabaseAdapter;
import dev.autofailover.orchestrator.effect.Effects;
import dev.autofailover.orchestrator.steps.Evidence;
import dev.autofailover.plan.Plan;
import dev.autofailover.plan.Site;
import dev.autofailover.run.Run;
import dev.autofailover.run.StepResult;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An Aurora global database with a cluster in each site's Region.
 *
 * <p>In a switchover Aurora itself blocks the old writer, waits for its last record and moves, in one call: nothing is fenced for it.
 * In a failover the old writer is fenced as an instance is, for Aurora's own block of its writes may time out (RDS-EVENT-0391). Why
 * so: docs/decisions/010-aurora-switches-over-by-itself.md.
 */
public final class AuroraGlobalDatabase implements DatabaseAdapter {
    private final Clusters clusters;
    private final ReplicaLag lag;
    private final Effects effects;
    private final Fence fence;
    private final GlobalPromotion promotion;

    /**
     * The adapter.
     *
     * @param globalCluster identifier of the global cluster
     */
    public AuroraGlobalDatabase(String globalCluster, RdsCalls rds, ReplicaLag lag, Reach reach) {
        this.clusters = new Clusters(globalCluster, rds);
        this.lag = lag;
        this.effects = reach.effects();
        this.fence = new Fence(clusters, reach);
        this.promotion = new GlobalPromotion(clusters, reach);
    }

    @Override
    public SiteObservation look(Plan plan, Site site, boolean withLag) {
        return switch (clusters.see(site, effects)) {
            case Described.Found<Cluster>(Cluster cluster) -> observed(plan, site, cluster, withLag);
            case Described.Missing<Cluster>(String text) ->
                new SiteObservation(
                        true,
                        "not there",
                        Role.OTHER,
                        false,
                        Optional.empty(),
                        Optional.of(text),
                        Optional.empty(),
                        List.of());
            case Described.Silent<Cluster> _ -> SiteObservation.silent();
            case Described.Refused<Cluster>(String text) ->
                new SiteObservation(
                        true,
                        text,
                        Role.UNKNOWN,
                        false,
                        Optional.empty(),
                        Optional.of(text),
                        Optional.empty(),
                        List.of());
        };
    }

    private SiteObservation observed(Plan plan, Site site, Cluster cluster, boolean withLag) {
        Site other = plan.other(site.name());
        Role role = cluster.role(other);
        List<LagSample> samples = withLag && role == Role.REPLICA ? lag.samples(plan, site) : List.of();
        return new SiteObservation(
                true,
                cluster.status(),
                role,
                cluster.fenced(),
                DatabaseStatus.of(cluster.status()) == DatabaseStatus.REPAIRING
                        ? Optional.of(cluster.status())
                        : Optional.empty(),
                switch (role) {
                    case WRITER -> Optional.of("it is the writer already");
                    case OTHER, UNKNOWN -> Optional.of("it follows " + cluster.follows());
                    case REPLICA -> cluster.notPromotable();
                },
                Optional.empty(),
                samples);
    }

    @Override
    public boolean isBad(String status) {
        return DatabaseStatus.of(status) == DatabaseStatus.BAD;
    }

    @Override
    public StepResult fence(Plan plan, Site site, Run.Kind move, Evidence evidence) {
        return switch (move) {
            case SWITCHOVER ->
                done("nothing of ours: Aurora blocks the old writer itself as it switches over", Map.of());
            case FAILOVER ->
                // Aurora makes the old writer a secondary when its Region is back: to isolate that would cut off the
                // new standby.
                clusters.see(site, effects) instanceof Described.Found<Cluster>(Cluster cluster)
                                && cluster.isSecondary()
                        ? done("Aurora has made it a secondary: it takes no writes", Map.of())
                        : fence.place(plan, site, evidence);
        };
    }

    @Override
    public StepResult release(Plan plan, Site site, Evidence fenceEvidence, Evidence evidence) {
        return fence.release(plan, site, fenceEvidence);
    }

    /** Aurora waits for the last record as it switches over; here the run can still turn back, so here it is seen that it will. */
    @Override
    public StepResult catchUp(Plan plan, Run run, Evidence evidence) {
        Site to = plan.site(run.to());
        return switch (clusters.see(to, effects)) {
            case Described.Found<Cluster>(Cluster cluster) ->
                switch (cluster.role(plan.site(run.from()))) {
                    case WRITER -> done(to.name() + " is the writer already", Map.of());
                    case REPLICA ->
                        cluster.notPromotable()
                                .map(why -> notYet(to.name() + " can't take over: " + why))
                                .orElseGet(() -> done(
                                        "nothing of ours: Aurora waits for the last record as it switches over",
                                        Map.of()));
                    case OTHER, UNKNOWN ->
                        new StepResult.Impossible(to.name() + " follows " + cluster.follows(), Map.of());
                };
            case Described.Missing<Cluster>(String text) -> notYet(text);
            case Described.Silent<Cluster>(String text) -> unreachable(text);
            case Described.Refused<Cluster>(String text) -> notYet(text);
        };
    }

    @Override
    public StepResult promote(Plan plan, Site site, Run.Kind move, Evidence evidence) {
        return promotion.promote(plan, site, move, evidence);
    }
}
