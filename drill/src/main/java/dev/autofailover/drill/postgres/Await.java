// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.drill.postgres;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * Waiting for what a process of the operating system does. Such a process lives in real time, whatever clock the lab runs on,
 * and gives no signal: so it is looked at again and again until a deadline.
 */
public final class Await {
    private static final Duration STEP = Duration.ofMillis(5);

    private Await() {}

    /** Returns true as soon as {@code condition} holds, false when it did not within {@code limit}. */
    public static boolean until(Duration limit, BooleanSupplier condition) {
        long deadline = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - deadline >= 0) {
                return false;
            }
            LockSupport.parkNanos(STEP.toNanos());
        }
        return true;
    }
}
