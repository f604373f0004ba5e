// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.simulated.rds;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An instance as it stands at one moment.
 *
 * @param description what it was made as; the changing parts of it are those below
 * @param arn its ARN
 * @param status DBInstanceStatus
 * @param created when it was put in
 * @param zones its Availability Zone, then its standby's if it has one
 * @param backupRetentionDays 0 means no automated backups
 * @param securityGroups status by group id: {@code active}, {@code adding}, {@code removing}
 * @param source the ARN of the instance that it replicates
 * @param replicas ARNs of the instances that replicate it
 * @param replication how its own replication is, for a replica
 * @param pending changes that wait for the maintenance window, by member name
 * @param tags as on the resource
 */
public record InstanceView(
        NewInstance description,
        String arn,
        String status,
        Instant created,
        List<String> zones,
        int backupRetentionDays,
        Map<String, String> securityGroups,
        Optional<String> source,
        List<String> replicas,
        ReplicationStatus replication,
        Map<String, String> pending,
        Map<String, String> tags) {
    /** Whether it has a standby in another Availability Zone. */
    public boolean multiAz() {
        return zones.size() > 1;
    }
}
