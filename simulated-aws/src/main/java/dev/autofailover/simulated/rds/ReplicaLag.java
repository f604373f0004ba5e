// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.simulated.rds;

import java.util.OptionalDouble;
import java.util.function.Supplier;

/**
 * An instance's lag as RDS publishes it in the metric ReplicaLag: in seconds, −1 when the replica runs but does not
 * replicate, and no sample when it does not run or is no replica (any more).
 */
record ReplicaLag(DbInstance instance) implements Supplier<OptionalDouble> {
    private static final double NOT_REPLICATING = -1;

    @Override
    public OptionalDouble get() {
        DatabaseEngine engine = instance.engine();
        if (instance.view().source().isEmpty() || !engine.isRunning()) {
            return OptionalDouble.empty();
        }
        return OptionalDouble.of(
                engine.replicationLag().map(lag -> lag.toMillis() / 1e3).orElse(NOT_REPLICATING));
    }
}
