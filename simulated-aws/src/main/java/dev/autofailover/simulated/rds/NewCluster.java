// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.simulated.rds;

import java.util.List;

/**
 * An Aurora cluster to be put into the simulated RDS, with one instance, which is called after it.
 *
 * @param region where it lives
 * @param identifier its DBClusterIdentifier, lower case
 * @param version of aurora-postgresql
 * @param endpoint its writer endpoint
 * @param securityGroups ids of its VPC security groups
 * @param headless whether it has no instance
 */
public record NewCluster(
        String region,
        String identifier,
        String version,
        String endpoint,
        List<String> securityGroups,
        boolean headless) {
    /** A cluster with an instance. */
    public static NewCluster postgres(String region, String identifier) {
        String endpoint = identifier + ".cluster-c0example1234." + region + ".rds.amazonaws.com";
        return new NewCluster(region, identifier, "17.7", endpoint, List.of("sg-0default"), false);
    }

    /** Behind these security groups. */
    public NewCluster behind(String... groupIds) {
        return new NewCluster(region, identifier, version, endpoint, List.of(groupIds), headless);
    }

    /** At another endpoint. */
    public NewCluster at(String otherEndpoint) {
        return new NewCluster(region, identifier, version, otherEndpoint, securityGroups, headless);
    }

    /** Of another version. */
    public NewCluster of(String otherVersion) {
        return new NewCluster(region, identifier, otherVersion, endpoint, securityGroups, headless);
    }

    /** Without an instance. */
    public NewCluster withoutInstance() {
        return new NewCluster(region, identifier, version, endpoint, securityGroups, true);
    }
}
