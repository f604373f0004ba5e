// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.simulated.rds;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An instance to be put into the simulated RDS.
 *
 * @param region where it lives
 * @param identifier its DBInstanceIdentifier, lower case
 * @param kind engine, version and address
 * @param multiAz whether it has a standby in another Availability Zone
 * @param backupRetentionDays 0 means no automated backups
 * @param securityGroups ids of its VPC security groups
 * @param sourceArn the ARN of the instance that it replicates, if it is a replica
 * @param tags as on the resource
 */
public record NewInstance(
        String region,
        String identifier,
        Kind kind,
        boolean multiAz,
        int backupRetentionDays,
        List<String> securityGroups,
        Optional<String> sourceArn,
        Map<String, String> tags) {
    private static final int POSTGRESQL_PORT = 5432;

    /** What the instance is. */
    public record Kind(String engine, String version, String endpoint, int port) {}

    /** A PostgreSQL primary in one Availability Zone with a day of backups. */
    public static NewInstance postgres(String region, String identifier) {
        return new NewInstance(
                region,
                identifier,
                new Kind(
                        "postgres",
                        "17.2",
                        identifier + ".c0example1234." + region + ".rds.amazonaws.com",
                        POSTGRESQL_PORT),
                false,
                1,
                List.of("sg-0default"),
                Optional.empty(),
                Map.of());
    }

    /** This instance as a replica of that one, without backups, as replicas are by default. */
    public NewInstance replicaOf(String otherArn) {
        return new NewInstance(region, identifier, kind, multiAz, 0, securityGroups, Optional.of(otherArn), tags);
    }

    /** With a standby in another Availability Zone. */
    public NewInstance inTwoZones() {
        return new NewInstance(region, identifier, kind, true, backupRetentionDays, securityGroups, sourceArn, tags);
    }

    /** Behind these security groups. */
    public NewInstance behind(String... groupIds) {
        return new NewInstance(
                region, identifier, kind, multiAz, backupRetentionDays, List.of(groupIds), sourceArn, tags);
    }

    /** At another endpoint. */
    public NewInstance at(String endpoint, int port) {
        return new NewInstance(
                region,
                identifier,
                new Kind(kind.engine, kind.version, endpoint, port),
                multiAz,
                backupRetentionDays,
                securityGroups,
                sourceArn,
                tags);
    }
}
