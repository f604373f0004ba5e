// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.simulated.rds;

import dev.autofailover.simulated.SimulatedAws;
import dev.autofailover.simulated.Xml;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The {@code DBCluster} and {@code GlobalCluster} structures of RDS's service model, as far as they are simulated. */
final class ClusterXml {
    private static final int PORT = 5432;

    private ClusterXml() {}

    static void write(Xml xml, DbCluster cluster, Optional<GlobalDatabase> global) {
        NewCluster described = cluster.description();
        boolean writes = global.map(
                        each -> each.seenFrom(described.region()).writer().equals(cluster.arn()))
                .orElse(true);
        xml.text("DBClusterIdentifier", described.identifier())
                .text("Status", cluster.status().text())
                .text("Endpoint", described.endpoint())
                .text("ReaderEndpoint", described.endpoint().replaceFirst("\\.cluster-", ".cluster-ro-"))
                .text("MultiAZ", false)
                .text("Engine", "aurora-postgresql")
                .text("EngineVersion", described.version())
                .text("Port", PORT)
                .list(
                        "DBClusterMembers",
                        "DBClusterMember",
                        cluster.instance().stream().toList(),
                        (item, instance) -> item.text(
                                        "DBInstanceIdentifier",
                                        instance.description().identifier())
                                .text("IsClusterWriter", writes)
                                .text("DBClusterParameterGroupStatus", "in-sync")
                                .text("PromotionTier", 1))
                .list(
                        "VpcSecurityGroups",
                        "VpcSecurityGroupMembership",
                        groups(cluster),
                        (item, entry) ->
                                item.text("VpcSecurityGroupId", entry.getKey()).text("Status", entry.getValue()))
                .text("StorageEncrypted", true)
                .text("DBClusterArn", cluster.arn())
                .text("GlobalClusterIdentifier", global.map(GlobalDatabase::identifier));
    }

    private static List<Map.Entry<String, String>> groups(DbCluster cluster) {
        return cluster.instance()
                .map(instance -> List.copyOf(instance.view().securityGroups().entrySet()))
                .orElseGet(() -> cluster.description().securityGroups().stream()
                        .map(group -> Map.entry(group, "active"))
                        .toList());
    }

    static void write(Xml xml, GlobalDatabase.View view) {
        List<String> readers = view.members().stream()
                .map(DbCluster::arn)
                .filter(arn -> !arn.equals(view.writer()))
                .toList();
        xml.text("GlobalClusterIdentifier", view.identifier())
                .text(
                        "GlobalClusterArn",
                        "arn:aws:rds::" + SimulatedAws.ACCOUNT + ":global-cluster:" + view.identifier())
                .text("Status", view.status())
                .text("Engine", "aurora-postgresql")
                .text(
                        "EngineVersion",
                        view.members().stream()
                                .filter(member -> member.arn().equals(view.writer()))
                                .map(member -> member.description().version())
                                .findFirst())
                .text("StorageEncrypted", true)
                .text("DeletionProtection", false)
                .list("GlobalClusterMembers", "GlobalClusterMember", view.members(), (item, member) -> {
                    boolean writer = member.arn().equals(view.writer());
                    item.text("DBClusterArn", member.arn())
                            .list("Readers", "member", writer ? readers : List.of(), Xml::value)
                            .text("IsWriter", writer)
                            .text("GlobalWriteForwardingStatus", "disabled")
                            .text(
                                    "SynchronizationStatus",
                                    Optional.ofNullable(view.synchronization().get(member.arn())));
                })
                .text("Endpoint", view.identifier() + ".global-c0example1234.global.rds.amazonaws.com");
        view.moving()
                .ifPresent(moving -> xml.element(
                        "FailoverState",
                        state -> state.text("Status", moving.status())
                                .text("FromDbClusterArn", moving.from())
                                .text("ToDbClusterArn", moving.to())
                                .text("IsDataLossAllowed", moving.withLoss())));
    }
}
