// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.orchestrator.rds;

import dev.autofailover.decision.LagSample;
import dev.autofailover.decision.SiteObservation;
import dev.autofailover.decision.SiteObservation.Role;
import dev.autofailover.orchestrator.database.CatchUp;
import dev.autofailover.orchestrator.database.DatabaseAdapter;
import dev.autofailover.orchestrator.effect.Effects;
import dev.autofailover.orchestrator.steps.Evidence;
import dev.autofailover.plan.Plan;
import dev.autofailover.plan.Site;
import dev.autofailover.run.Run;
import dev.autofailover.run.StepResult;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.rds.model.DBInstance;

/** A primary instance and its cross-Region read replica. */
public final class RdsReadReplica implements DatabaseAdapter {
    private final Instances instances;
    private final ReplicaLag lag;
    private final Effects effects;
    private final Fence fence;
    private final CatchUp catchUp;
    private final Promotion promotion;

    public RdsReadReplica(RdsCalls rds, ReplicaLag lag, Reach reach) {
        this.instances = new Instances(rds);
        this.lag = lag;
        this.effects = reach.effects();
        this.fence = new Fence(instances, reach);
        this.catchUp = new CatchUp(reach.checks(), reach.sideBySide());
        this.promotion = new Promotion(instances, reach);
    }

    @Override
    public SiteObservation look(Plan plan, Site site, boolean withLag) {
        return switch (instances.describe(site, effects)) {
            case Described.Found<Instance>(Instance instance) -> observed(plan, site, instance, withLag);
            case Described.Missing<Instance>(String text) ->
                new SiteObservation(
                        true,
                        "not there",
                        Role.OTHER,
                        false,
                        Optional.empty(),
                        Optional.of(text),
                        Optional.empty(),
                        List.of());
            case Described.Silent<Instance> _ -> SiteObservation.silent();
            case Described.Refused<Instance>(String text) ->
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

    private SiteObservation observed(Plan plan, Site site, Instance instance, boolean withLag) {
        Role role = role(plan, site, instance);
        List<LagSample> samples = withLag && role == Role.REPLICA ? lag.samples(plan, site) : List.of();
        return observed(instance, role, samples);
    }

    /** What a described instance means for the plan: the same for who decides as for who asks whether all is ready. */
    public static SiteObservation meaning(Plan plan, Site site, DBInstance described, List<LagSample> lag) {
        Instance instance = Instance.of(site, described);
        return observed(instance, role(plan, site, instance), lag);
    }

    private static Role role(Plan plan, Site site, Instance instance) {
        if (instance.source().isEmpty()) {
            return Role.WRITER;
        }
        return instance.replicates(plan.other(site.name())) ? Role.REPLICA : Role.OTHER;
    }

    private static SiteObservation observed(Instance instance, Role role, List<LagSample> samples) {
        return new SiteObservation(
                true,
                instance.status(),
                role,
                instance.fenced(),
                instance.is(DatabaseStatus.REPAIRING) ? Optional.of(instance.status()) : Optional.empty(),
                notPromotable(instance, role),
                role == Role.REPLICA ? instance.replicationFault() : Optional.empty(),
                samples);
    }

    private static Optional<String> notPromotable(Instance instance, Role role) {
        return switch (role) {
            case WRITER -> Optional.of("it stands alone already");
            case OTHER, UNKNOWN ->
                Optional.of("it replicates from " + instance.source().orElse("nothing known"));
            case REPLICA -> {
                // "available" and nothing else: PromoteReadReplica is refused while a backup runs (RDS User Guide,
                // USER_ReadRepl).
                if (!instance.status().equals("available")) {
                    yield Optional.of("its status is " + instance.status());
                }
                // RDS gives up on a replication that stood still for 30 days (USER_ReadRepl.Monitoring): that is no
                // standby.
                yield instance.replicationFault()
                        .filter(fault -> fault.startsWith("terminated"))
                        .map(fault -> "its replication is " + fault);
            }
        };
    }

    /** Whether clients can be served in that status, as far as the control plane knows. */
    public static boolean serves(String status) {
        return DatabaseStatus.of(status) == DatabaseStatus.USABLE;
    }

    @Override
    public boolean isBad(String status) {
        return DatabaseStatus.of(status) == DatabaseStatus.BAD;
    }

    @Override
    public StepResult fence(Plan plan, Site site, Run.Kind move, Evidence evidence) {
        return fence.place(plan, site, evidence);
    }

    @Override
    public StepResult release(Plan plan, Site site, Evidence fenceEvidence, Evidence evidence) {
        return fence.release(plan, site, fenceEvidence);
    }

    @Override
    public StepResult catchUp(Plan plan, Run run, Evidence evidence) {
        return catchUp.ensure(plan, run, evidence);
    }

    @Override
    public StepResult promote(Plan plan, Site site, Run.Kind move, Evidence evidence) {
        return promotion.promote(plan, site, evidence);
    }
}
