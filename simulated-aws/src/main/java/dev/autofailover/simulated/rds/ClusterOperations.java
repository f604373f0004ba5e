// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.simulated.rds;

import dev.autofailover.simulated.protocol.QueryParameters;
import java.util.List;
import java.util.Optional;

/** The operations on Aurora clusters and global clusters. */
final class ClusterOperations {
    private final Clusters clusters;
    private final Workflows workflows;
    private final GlobalMoves moves;

    ClusterOperations(Clusters clusters, Workflows workflows, GlobalMoves moves) {
        this.clusters = clusters;
        this.workflows = workflows;
        this.moves = moves;
    }

    Result describe(String region, QueryParameters parameters) {
        parameters.only("DBClusterIdentifier", "MaxRecords", "Marker");
        Optional<String> one = parameters.text("DBClusterIdentifier").filter(id -> !id.isEmpty());
        List<DbCluster> found = one.map(id -> List.of(clusters.get(region, id))).orElseGet(() -> clusters.in(region));
        Page<DbCluster> page = Page.of(found, parameters);
        return xml -> xml.text("Marker", page.next())
                .list(
                        "DBClusters",
                        "DBCluster",
                        page.items(),
                        (item, cluster) -> ClusterXml.write(item, cluster, clusters.globalOf(cluster)));
    }

    Result describeGlobal(String region, QueryParameters parameters) {
        parameters.only("GlobalClusterIdentifier", "MaxRecords", "Marker");
        Optional<String> one = parameters.text("GlobalClusterIdentifier").filter(id -> !id.isEmpty());
        List<GlobalDatabase> found =
                one.map(id -> List.of(clusters.global(region, id))).orElseGet(() -> clusters.globalsIn(region));
        Page<GlobalDatabase> page = Page.of(found, parameters);
        return xml -> xml.text("Marker", page.next())
                .list(
                        "GlobalClusters",
                        "GlobalClusterMember",
                        page.items(),
                        (item, global) -> ClusterXml.write(item, global.seenFrom(region)));
    }

    Result modify(String region, QueryParameters parameters) {
        parameters.only("DBClusterIdentifier", "VpcSecurityGroupIds", "ApplyImmediately");
        DbCluster cluster = clusters.get(region, parameters.required("DBClusterIdentifier"));
        List<String> groups = parameters.texts("VpcSecurityGroupIds.VpcSecurityGroupId");
        refuseUnlessAvailable(cluster);
        cluster.instance().filter(_ -> !groups.isEmpty()).ifPresent(instance -> {
            instance.replaceSecurityGroups(groups);
            workflows.settleSecurityGroups(instance);
        });
        return xml -> xml.element("DBCluster", inside -> ClusterXml.write(inside, cluster, clusters.globalOf(cluster)));
    }

    /** Without AllowDataLoss this is a switchover, by the service model. */
    Result failOver(String region, QueryParameters parameters) {
        parameters.only("GlobalClusterIdentifier", "TargetDbClusterIdentifier", "AllowDataLoss", "Switchover");
        boolean withLoss = parameters.flag("AllowDataLoss").orElse(false);
        if (withLoss && parameters.flag("Switchover").orElse(false)) {
            throw RdsErrors.invalidCombination("AllowDataLoss and Switchover can't both be specified.");
        }
        return withLoss ? failOverWithLoss(region, parameters) : switchOver(region, parameters);
    }

    private Result failOverWithLoss(String region, QueryParameters parameters) {
        GlobalDatabase global = clusters.global(region, parameters.required("GlobalClusterIdentifier"));
        DbCluster to = target(global, parameters);
        if (!to.isIn(region)) {
            throw RdsErrors.invalidGlobalState("A failover is asked for in the Region of the target cluster.");
        }
        moves.failOver(global, to);
        return one(region, global);
    }

    Result switchOver(String region, QueryParameters parameters) {
        GlobalDatabase global = clusters.global(region, parameters.required("GlobalClusterIdentifier"));
        DbCluster to = target(global, parameters);
        if (!global.writer().isIn(region)) {
            throw RdsErrors.invalidGlobalState("A switchover is asked for in the Region of the primary cluster.");
        }
        refuseUnlessAvailable(global.writer());
        moves.switchOver(global, to);
        return one(region, global);
    }

    private static DbCluster target(GlobalDatabase global, QueryParameters parameters) {
        String arn = parameters.required("TargetDbClusterIdentifier");
        DbCluster to = global.member(arn).orElseThrow(() -> RdsErrors.clusterNotFound(arn));
        DbCluster writer = global.writer();
        if (to.equals(writer)) {
            throw RdsErrors.invalidGlobalState("Cluster " + arn + " is the primary already.");
        }
        if (to.instance().isEmpty()) {
            throw RdsErrors.invalidClusterState("Cluster " + arn + " has no instances.");
        }
        if (!to.description().version().equals(writer.description().version())) {
            throw RdsErrors.invalidClusterState("The engine versions of both clusters differ.");
        }
        refuseUnlessAvailable(to);
        return to;
    }

    private static void refuseUnlessAvailable(DbCluster cluster) {
        if (!cluster.status().text().equals(DbInstance.AVAILABLE)) {
            throw RdsErrors.invalidClusterState("Cluster " + cluster.arn() + " is not in available state.");
        }
    }

    private static Result one(String region, GlobalDatabase global) {
        GlobalDatabase.View view = global.seenFrom(region);
        return xml -> xml.element("GlobalCluster", inside -> ClusterXml.write(inside, view));
    }
}
