// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.orchestrator.rds;

import dev.autofailover.decision.SiteObservation.Role;
import dev.autofailover.plan.Arn;
import dev.autofailover.plan.Site;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.services.rds.model.DBCluster;
import software.amazon.awssdk.services.rds.model.DBClusterMember;

/**
 * An Aurora cluster of a global database as its own Region describes it, as far as a failover cares.
 *
 * @param version of the engine
 * @param instances their identifiers; none when the cluster is headless
 * @param writerInstance the one of them that takes the cluster's writes
 * @param groups the status of each VPC security group by its id
 * @param otherSource what else than our global cluster it follows: another global cluster, or a replication source
 */
record Cluster(
        Site site,
        String arn,
        String status,
        String version,
        List<String> instances,
        Optional<String> writerInstance,
        Map<String, String> groups,
        Optional<String> otherSource,
        GlobalView global) {
    static final String IDENTIFIER = "DBClusterIdentifier";

    static Cluster of(Site site, String globalCluster, DBCluster described, GlobalView global) {
        Map<String, String> groups = new TreeMap<>();
        described
                .vpcSecurityGroups()
                .forEach(membership -> groups.put(membership.vpcSecurityGroupId(), membership.status()));
        return new Cluster(
                site,
                described.dbClusterArn(),
                Optional.ofNullable(described.status()).orElse("unknown"),
                Optional.ofNullable(described.engineVersion()).orElse(""),
                described.dbClusterMembers().stream()
                        .map(DBClusterMember::dbInstanceIdentifier)
                        .toList(),
                described.dbClusterMembers().stream()
                        .filter(member -> Boolean.TRUE.equals(member.isClusterWriter()))
                        .map(DBClusterMember::dbInstanceIdentifier)
                        .findFirst(),
                groups,
                Optional.ofNullable(described.replicationSourceIdentifier())
                        .or(() -> Optional.ofNullable(described.globalClusterIdentifier())
                                .filter(other -> !other.equals(globalCluster)))
                        .filter(text -> !text.isEmpty()),
                global);
    }

    /** What it is to the other site's cluster. One that is no member of the global cluster any more stands alone and takes writes. */
    Role role(Site other) {
        if (isGlobalWriter()) {
            return Role.WRITER;
        }
        if (isSecondary()) {
            return global.writer().filter(writer -> isOf(other, writer)).isPresent() ? Role.REPLICA : Role.OTHER;
        }
        return otherSource.isEmpty() ? Role.WRITER : Role.OTHER;
    }

    boolean isGlobalWriter() {
        return global.isWriter(arn);
    }

    /** A member of our global cluster that takes no writes. */
    boolean isSecondary() {
        return global.has(arn) && !isGlobalWriter();
    }

    /** What it follows, in words. */
    String follows() {
        return isSecondary() ? global.writer().orElse("no writer") : otherSource.orElse("nothing");
    }

    private static boolean isOf(Site site, String arn) {
        return Arn.parse(arn)
                .filter(parsed -> parsed.region().equals(site.region())
                        && parsed.resource().equals("cluster:" + site.database()))
                .isPresent();
    }

    /** Whether the isolating group, and nothing else, is in effect. */
    boolean fenced() {
        return seenAs(status).fenced();
    }

    /** Its writer as the fence sees it: the cluster's groups, and the status of the instance. */
    Instance seenAs(String instanceStatus) {
        return new Instance(site, instanceStatus, Optional.empty(), groups, Optional.empty(), 0);
    }

    /** Why this secondary can't become the writer now; empty when it can. */
    Optional<String> notPromotable() {
        if (instances.isEmpty()) {
            return Optional.of("it has no instance, and Aurora makes no headless cluster the writer: add one");
        }
        if (global.moving().isPresent()) {
            return global.moving().map(moving -> "the global cluster is " + moving.status() + " to " + moving.to());
        }
        if (!status.equals("available")) {
            return Optional.of("its status is " + status);
        }
        String synchronization = global.members().getOrDefault(arn, "connected");
        if (!synchronization.equals("connected")) {
            return Optional.of("its synchronization is " + synchronization);
        }
        if (!global.version().isEmpty() && !global.version().equals(version)) {
            return Optional.of("it runs " + version + " and the global cluster " + global.version()
                    + ", and Aurora moves between equal versions only");
        }
        return fenced()
                ? Optional.of("it is still isolated by " + site.isolation() + ": put its own security groups back")
                : Optional.empty();
    }
}
