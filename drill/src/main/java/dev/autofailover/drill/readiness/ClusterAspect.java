// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.drill.readiness;

import dev.autofailover.decision.SiteObservation;
import dev.autofailover.drill.operate.OperatorAws;
import dev.autofailover.lambda.VirtualThreads;
import dev.autofailover.orchestrator.aws.Regional;
import dev.autofailover.orchestrator.database.DatabaseChecks.Reply;
import dev.autofailover.orchestrator.effect.Rehearsal;
import dev.autofailover.orchestrator.rds.AuroraGlobalDatabase;
import dev.autofailover.orchestrator.rds.RdsCalls;
import dev.autofailover.orchestrator.rds.Reach;
import dev.autofailover.orchestrator.rds.ReplicaLag;
import dev.autofailover.plan.Site;
import java.time.InstantSource;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.rds.RdsClient;

/** One site's cluster of an Aurora global database, looked at by the orchestrator's own adapter, which changes nothing here. */
final class ClusterAspect {
    private final OperatorAws aws;
    private final String globalCluster;

    ClusterAspect(OperatorAws aws, String globalCluster) {
        this.aws = aws;
        this.globalCluster = globalCluster;
    }

    Check look(String name, ServiceFacts facts, Site site) {
        SiteObservation seen = database().look(facts.plan(), site, false);
        String what = site.database() + " in " + site.region() + ": " + seen.status();
        if (!seen.answered()) {
            return Check.notOk(name, site.region() + " does not answer", "look into it");
        }
        return switch (seen.role()) {
            case UNKNOWN -> Check.notChecked(name, seen.status(), "look into it");
            case OTHER ->
                Check.notOk(
                        name,
                        what + ", " + seen.notPromotable().orElse("no member of " + globalCluster),
                        "make it a member of " + globalCluster + ", or correct the plan");
            case WRITER, REPLICA ->
                site.equals(facts.active())
                        ? DatabaseAspect.active(name, what, facts, seen)
                        : seen.notPromotable()
                                .map(why -> Check.notOk(
                                        name,
                                        what + ", not promotable: " + why,
                                        "wait for it, or repair it: until then no failover is possible"))
                                .orElseGet(() -> Check.ok(name, what + ", a secondary, promotable"));
        };
    }

    private AuroraGlobalDatabase database() {
        Regional<RdsClient> rds = new Regional<>(region -> aws.client(RdsClient.builder(), region.id()));
        Regional<CloudWatchClient> cloudWatch =
                new Regional<>(region -> aws.client(CloudWatchClient.builder(), region.id()));
        InstantSource clock = aws.surroundings().clock();
        Reach reach = new Reach(
                (_, _, _) -> new Reply.Fault("readiness asks no checker"),
                new VirtualThreads(1),
                new Rehearsal(),
                clock);
        return new AuroraGlobalDatabase(
                globalCluster, new RdsCalls(rds, rds, clock), new ReplicaLag(cloudWatch, clock), reach);
    }
}
