// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.simulated.rds;

import dev.autofailover.simulated.Xml;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The {@code DBInstance} structure of RDS's service model, as far as it is simulated. */
final class InstanceXml {
    private InstanceXml() {}

    static void write(Xml xml, InstanceView view) {
        NewInstance described = view.description();
        NewInstance.Kind kind = described.kind();
        xml.text("DBInstanceIdentifier", described.identifier())
                .text("DBInstanceClass", "db.m7g.large")
                .text("Engine", kind.engine())
                .text("EngineVersion", kind.version())
                .text("DBInstanceStatus", view.status())
                .text("MasterUsername", "master")
                .element(
                        "Endpoint",
                        endpoint -> endpoint.text("Address", kind.endpoint()).text("Port", kind.port()))
                .text("AllocatedStorage", 100)
                .text("InstanceCreateTime", view.created())
                .text("BackupRetentionPeriod", view.backupRetentionDays())
                .text("MultiAZ", view.multiAz())
                .text("AvailabilityZone", view.zones().getFirst())
                .text("SecondaryAvailabilityZone", view.zones().stream().skip(1).findFirst())
                .text("PubliclyAccessible", false)
                .text("StorageType", "gp3")
                .text("StorageEncrypted", true)
                .text("DbInstancePort", 0)
                .text(
                        "DbiResourceId",
                        "db-" + Integer.toHexString(view.arn().hashCode()).toUpperCase(Locale.ROOT))
                .text("DBInstanceArn", view.arn());
        writeGroups(xml, view);
        writeReplication(xml, view);
        xml.element("PendingModifiedValues", pending -> view.pending().forEach(pending::text));
        writeTags(xml, view.tags());
    }

    private static void writeGroups(Xml xml, InstanceView view) {
        xml.list(
                "VpcSecurityGroups",
                "VpcSecurityGroupMembership",
                view.securityGroups().entrySet(),
                (group, entry) ->
                        group.text("VpcSecurityGroupId", entry.getKey()).text("Status", entry.getValue()));
    }

    private static void writeReplication(Xml xml, InstanceView view) {
        String region = view.description().region();
        Optional<String> source = view.source();
        xml.text("ReadReplicaSourceDBInstanceIdentifier", source.map(arn -> seenFrom(region, arn)))
                .list(
                        "ReadReplicaDBInstanceIdentifiers",
                        "ReadReplicaDBInstanceIdentifier",
                        view.replicas().stream()
                                .map(arn -> seenFrom(region, arn))
                                .toList(),
                        Xml::value);
        if (source.isPresent()) {
            ReplicationStatus replication = view.replication();
            xml.list("StatusInfos", "DBInstanceStatusInfo", List.of(replication), (info, each) -> {
                info.text("StatusType", "read replication")
                        .text("Normal", each.normal())
                        .text("Status", each.status());
                if (!each.message().isEmpty()) {
                    info.text("Message", each.message());
                }
            });
        }
    }

    /** RDS names an instance of another Region by its ARN, and one of the same Region by its identifier. */
    private static String seenFrom(String region, String arn) {
        String[] parts = arn.split(":", -1);
        return parts[3].equals(region) ? parts[6] : arn;
    }

    static void writeTags(Xml xml, Map<String, String> tags) {
        xml.list(
                "TagList",
                "Tag",
                tags.entrySet(),
                (tag, entry) -> tag.text("Key", entry.getKey()).text("Value", entry.getValue()));
    }
}
