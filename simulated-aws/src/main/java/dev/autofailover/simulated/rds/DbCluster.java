// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.simulated.rds;

import java.util.Optional;

/**
 * One Aurora cluster.
 *
 * @param engine the storage and the server, of all its instances
 * @param instance the one that writes when the cluster does; empty for a headless cluster
 */
record DbCluster(
        NewCluster description, String arn, ModelDatabase engine, Optional<DbInstance> instance, Status status) {
    /** What changes of it by itself. */
    static final class Status {
        private volatile String text = DbInstance.AVAILABLE;

        String text() {
            return text;
        }

        void set(String newText) {
            text = newText;
        }
    }

    boolean isIn(String region) {
        return description.region().equals(region);
    }
}
