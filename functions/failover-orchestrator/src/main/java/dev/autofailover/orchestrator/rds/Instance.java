// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.orchestrator.rds;

import dev.autofailover.orchestrator.effect.PlannedCall;
import dev.autofailover.plan.Site;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.rds.model.DBInstance;

/**
 * A DB instance as RDS describes it, as far as a failover cares.
 *
 * @param source the ARN or identifier of what it replicates; empty when it stands alone
 * @param groups the status of each VPC security group by its id: {@code active}, {@code adding}, {@code removing}
 * @param replicationFault what RDS says of a replication that is not normal
 */
record Instance(
        Site site,
        String status,
        Optional<String> source,
        Map<String, String> groups,
        Optional<String> replicationFault,
        int backupRetentionDays) {
    static final String GROUPS = "VpcSecurityGroupIds";
    static final String IDENTIFIER = "DBInstanceIdentifier";

    static Instance of(Site site, DBInstance described) {
        Map<String, String> groups = new TreeMap<>();
        described
                .vpcSecurityGroups()
                .forEach(membership -> groups.put(membership.vpcSecurityGroupId(), membership.status()));
        // A replica of a cluster is none of ours, but it is one: the promotion of it would be another call.
        Optional<String> source = Optional.ofNullable(described.readReplicaSourceDBInstanceIdentifier())
                .or(() -> Optional.ofNullable(described.readReplicaSourceDBClusterIdentifier()))
                .filter(text -> !text.isEmpty());
        Optional<String> fault = described.statusInfos().stream()
                .filter(info -> "read replication".equals(info.statusType()) && !Boolean.TRUE.equals(info.normal()))
                .map(info -> Optional.ofNullable(info.status()).orElse("not normal")
                        + Optional.ofNullable(info.message())
                                .map(text -> ": " + text)
                                .orElse(""))
                .findFirst();
        Integer days = described.backupRetentionPeriod();
        return new Instance(
                site,
                Optional.ofNullable(described.dbInstanceStatus()).orElse("unknown"),
                source,
                Map.copyOf(groups),
                fault,
                days == null ? 0 : days);
    }

    /** Whether it replicates from that site's database: RDS names one of another Region by ARN, one of the same by identifier. */
    boolean replicates(Site other) {
        return source.filter(named -> named.equals(other.database())
                        || named.matches(
                                "arn:[^:]+:rds:" + other.region() + ":\\d*:db:" + Pattern.quote(other.database())))
                .isPresent();
    }

    /** The groups that are in effect or are being put in effect. */
    Set<String> wantedGroups() {
        return groups.entrySet().stream()
                .filter(entry -> !entry.getValue().equals("removing"))
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Whether these groups are in effect, and no others are any longer. */
    boolean has(Set<String> wanted) {
        return groups.keySet().equals(wanted) && groups.values().stream().allMatch("active"::equals);
    }

    boolean fenced() {
        return has(Set.of(site.isolation()));
    }

    boolean is(DatabaseStatus meaning) {
        return DatabaseStatus.of(status) == meaning;
    }

    /** As it would be described once these calls had been made and had taken effect. */
    Instance assuming(List<PlannedCall> calls) {
        Instance assumed = this;
        for (PlannedCall call : calls) {
            if (call.is("ModifyDBInstance", site.region(), IDENTIFIER, site.database())
                    || call.is("ModifyDBCluster", site.region(), Cluster.IDENTIFIER, site.database())) {
                assumed = assumed.withGroups(call.parameters().getOrDefault(GROUPS, ""));
            } else if (call.is("PromoteReadReplica", site.region(), IDENTIFIER, site.database())) {
                assumed = new Instance(
                        site, assumed.status, Optional.empty(), assumed.groups, Optional.empty(), backupRetentionDays);
            }
        }
        return assumed;
    }

    private Instance withGroups(String ids) {
        Map<String, String> active =
                List.of(ids.split(" ")).stream().collect(Collectors.toMap(id -> id, id -> "active", (a, b) -> a));
        return new Instance(site, status, source, active, replicationFault, backupRetentionDays);
    }
}
