// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.simulated.cloudwatch;

import java.util.Map;

/**
 * What a metric is known by.
 *
 * @param region where it is kept
 * @param namespace such as {@code AWS/RDS}
 * @param name such as {@code ReplicaLag}
 * @param dimensions every dimension; a metric with more or fewer is another one
 */
public record Metric(String region, String namespace, String name, Map<String, String> dimensions) {
    /** The lag of an RDS read replica, in seconds. */
    public static Metric replicaLag(String region, String identifier) {
        return new Metric(region, "AWS/RDS", "ReplicaLag", Map.of("DBInstanceIdentifier", identifier));
    }

    /** The lag of a secondary cluster of an Aurora global database, in milliseconds; by cluster and Region of the primary. */
    public static Metric globalLag(String region, String identifier, String primaryRegion) {
        return new Metric(
                region,
                "AWS/RDS",
                "AuroraGlobalDBRPOLag",
                Map.of("DBClusterIdentifier", identifier, "SourceRegion", primaryRegion));
    }

    /** In what AWS counts it. */
    String unit() {
        return name.startsWith("AuroraGlobalDB") ? "Milliseconds" : "Seconds";
    }
}
