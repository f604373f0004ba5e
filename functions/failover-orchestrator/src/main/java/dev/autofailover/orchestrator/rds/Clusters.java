// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.orchestrator.rds;

import dev.autofailover.orchestrator.effect.Effects;
import dev.autofailover.orchestrator.effect.PlannedCall;
import dev.autofailover.plan.Site;
import dev.autofailover.run.Run;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.rds.model.DBCluster;

/** The calls that concern the clusters of one Aurora global database. Each is made in the Region of the site that it is about. */
final class Clusters implements Fenceable {
    private final String globalCluster;
    private final RdsCalls rds;

    Clusters(String globalCluster, RdsCalls rds) {
        this.globalCluster = globalCluster;
        this.rds = rds;
    }

    String globalCluster() {
        return globalCluster;
    }

    /** What the site's Region says of its cluster and of the global one, with the calls that a dry run takes for made. */
    Described<Cluster> see(Site site, Effects effects) {
        return describeCluster(site).then(cluster -> switch (describeGlobal(site)) {
            case Described.Found<GlobalView>(GlobalView global) ->
                new Described.Found<>(
                        Cluster.of(site, globalCluster, cluster, global.assuming(effects.assumed(), globalCluster)));
            case Described.Missing<GlobalView> _ ->
                new Described.Found<>(Cluster.of(site, globalCluster, cluster, GlobalView.NONE));
            case Described.Silent<GlobalView>(String text) -> new Described.Silent<>(text);
            case Described.Refused<GlobalView>(String text) -> new Described.Refused<>(text);
        });
    }

    private Described<DBCluster> describeCluster(Site site) {
        return rds.look(
                "DescribeDBClusters",
                site.region(),
                "cluster " + site.database(),
                client -> client.describeDBClusters(ask -> ask.dbClusterIdentifier(site.database()))
                        .dbClusters()
                        .getFirst());
    }

    private Described<GlobalView> describeGlobal(Site site) {
        return rds.look(
                "DescribeGlobalClusters",
                site.region(),
                "global cluster " + globalCluster,
                client -> GlobalView.of(client.describeGlobalClusters(ask -> ask.globalClusterIdentifier(globalCluster))
                        .globalClusters()
                        .getFirst()));
    }

    @Override
    public Described<Instance> describe(Site site, Effects effects) {
        return describeCluster(site)
                .then(described -> writer(Cluster.of(site, globalCluster, described, GlobalView.NONE), effects));
    }

    private Described<Instance> writer(Cluster cluster, Effects effects) {
        if (cluster.writerInstance().isEmpty()) {
            return new Described.Missing<>(cluster.site().database() + " has no instance that writes");
        }
        String writer = cluster.writerInstance().get();
        return rds.look("DescribeDBInstances", cluster.site().region(), "instance " + writer, client -> {
            String status = client.describeDBInstances(ask -> ask.dbInstanceIdentifier(writer))
                    .dbInstances()
                    .getFirst()
                    .dbInstanceStatus();
            return cluster.seenAs(status == null ? "unknown" : status).assuming(effects.assumed());
        });
    }

    @Override
    public Change isolate(Site site, Set<String> groups, Effects effects) {
        Map<String, String> parameters =
                Map.of(Cluster.IDENTIFIER, site.database(), Instance.GROUPS, String.join(" ", groups));
        return rds.change(
                effects,
                PlannedCall.of("rds", "ModifyDBCluster", site.region(), parameters),
                client -> client.modifyDBCluster(modify -> modify.dbClusterIdentifier(site.database())
                                .vpcSecurityGroupIds(groups)
                                .applyImmediately(true))
                        .dbCluster()
                        .status());
    }

    @Override
    public Change reboot(Site site, Effects effects) {
        return switch (describeCluster(site)) {
            case Described.Found<DBCluster>(DBCluster cluster) ->
                Cluster.of(site, globalCluster, cluster, GlobalView.NONE)
                        .writerInstance()
                        .map(writer -> reboot(site, writer, effects))
                        .orElseGet(() -> new Change.NotAccepted(site.database() + " has no instance that writes"));
            case Described.Missing<DBCluster>(String text) -> new Change.NotAccepted(text);
            case Described.Silent<DBCluster>(String text) -> new Change.NotAccepted(text);
            case Described.Refused<DBCluster>(String text) -> new Change.NotAccepted(text);
        };
    }

    private Change reboot(Site site, String instance, Effects effects) {
        return rds.change(
                effects,
                PlannedCall.of("rds", "RebootDBInstance", site.region(), Map.of(Instance.IDENTIFIER, instance)),
                client -> client.rebootDBInstance(reboot -> reboot.dbInstanceIdentifier(instance))
                        .dbInstance()
                        .dbInstanceStatus());
    }

    /**
     * Asks Aurora to make that cluster the writer. A failover is asked for in the new writer's Region, which must not need the old one; a
     * switchover in the old writer's (Aurora User Guide, aurora-global-database-disaster-recovery).
     *
     * @param target the cluster's ARN; an identifier is not taken
     */
    Change move(Run.Kind move, Site from, Site to, String target, Effects effects) {
        Map<String, String> what = Map.of(GlobalView.IDENTIFIER, globalCluster, GlobalView.TARGET, target);
        return switch (move) {
            case FAILOVER -> {
                var withLoss = PlannedCall.of("rds", "FailoverGlobalCluster", to.region(), what);
                yield rds.change(
                        effects,
                        withLoss,
                        client -> client.failoverGlobalCluster(ask -> ask.globalClusterIdentifier(globalCluster)
                                        .targetDbClusterIdentifier(target)
                                        // Without it this call would be a switchover, which waits for the old Region.
                                        .allowDataLoss(true))
                                .globalCluster()
                                .status());
            }
            case SWITCHOVER ->
                rds.change(
                        effects,
                        PlannedCall.of("rds", "SwitchoverGlobalCluster", from.region(), what),
                        client -> client.switchoverGlobalCluster(ask -> ask.globalClusterIdentifier(globalCluster)
                                        .targetDbClusterIdentifier(target))
                                .globalCluster()
                                .status());
        };
    }
}
