// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.simulated.rds;

import java.util.OptionalDouble;
import java.util.function.Supplier;

/**
 * A database's lag as RDS publishes it in the metric ReplicaLag: in seconds, −1 when the replica runs but does not
 * replicate, and no sample when it does not run.
 */
public record ReplicaLag(DatabaseEngine replica) implements Supplier<OptionalDouble> {
    private static final double NOT_REPLICATING = -1;

    @Override
    public OptionalDouble get() {
        if (!replica.isRunning()) {
            return OptionalDouble.empty();
        }
        return OptionalDouble.of(
                replica.replicationLag().map(lag -> lag.toMillis() / 1e3).orElse(NOT_REPLICATING));
    }
}
