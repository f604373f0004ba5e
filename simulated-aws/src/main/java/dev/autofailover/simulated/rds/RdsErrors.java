// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.simulated.rds;

import dev.autofailover.simulated.AwsError;

/** RDS's errors with the codes and statuses of its service model. */
final class RdsErrors {
    private RdsErrors() {}

    static AwsError instanceNotFound(String identifier) {
        return new AwsError(404, "DBInstanceNotFound", "DBInstance " + identifier + " not found.");
    }

    static AwsError notAvailable() {
        return new AwsError(400, "InvalidDBInstanceState", "Database instance is not in available state.");
    }

    static AwsError notAReplica() {
        return new AwsError(400, "InvalidDBInstanceState", "DB Instance is not a read replica.");
    }

    static AwsError clusterNotFound(String identifier) {
        return new AwsError(404, "DBClusterNotFoundFault", "DBCluster " + identifier + " not found.");
    }

    static AwsError globalNotFound(String identifier) {
        return new AwsError(404, "GlobalClusterNotFoundFault", "Global cluster " + identifier + " not found.");
    }

    static AwsError invalidClusterState(String message) {
        return new AwsError(400, "InvalidDBClusterStateFault", message);
    }

    static AwsError invalidGlobalState(String message) {
        return new AwsError(400, "InvalidGlobalClusterStateFault", message);
    }

    static AwsError invalidValue(String message) {
        return new AwsError(400, "InvalidParameterValue", message);
    }

    static AwsError invalidCombination(String message) {
        return new AwsError(400, "InvalidParameterCombination", message);
    }
}
