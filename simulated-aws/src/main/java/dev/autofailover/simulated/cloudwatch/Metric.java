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
}
