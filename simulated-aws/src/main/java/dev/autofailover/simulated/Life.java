// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.simulated;

import org.jspecify.annotations.Nullable;

/**
 * The task that this thread works for, also in the threads that it starts. What a stopped task still tries to send does not leave it: a
 * function's environment that was shut down has no network.
 */
public final class Life {
    private static final InheritableThreadLocal<SimulatedTime.@Nullable Running> CURRENT =
            new InheritableThreadLocal<>();

    private Life() {}

    /** Runs {@code body}; this thread and those that it starts live as long as {@code task}. */
    public static void of(SimulatedTime.Running task, Runnable body) {
        SimulatedTime.Running before = CURRENT.get();
        CURRENT.set(task);
        try {
            body.run();
        } finally {
            CURRENT.set(before);
        }
    }

    /** {@code body} for another thread, which then lives as long as what this thread works for. */
    static Runnable handDown(Runnable body) {
        SimulatedTime.Running task = CURRENT.get();
        return task == null ? body : () -> of(task, body);
    }

    static boolean isOver() {
        SimulatedTime.Running task = CURRENT.get();
        return task != null && task.stopped();
    }

    static void expect() {
        if (isOver()) {
            throw new SimulatedTime.Stopped();
        }
    }
}
