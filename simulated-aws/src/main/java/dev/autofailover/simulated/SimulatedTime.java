// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.simulated;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;

/**
 * The one clock of a simulated world: real in the lab, virtual in tests. Whatever takes time in it, or waits for something in it, asks here.
 *
 * <p>Nothing may pause or wait while it holds a lock that another task could want.
 */
public interface SimulatedTime extends InstantSource {
    /**
     * Returns when {@code howLong} has passed on this clock; what was scheduled in between has been started by then.
     *
     * @throws Stopped when the task that pauses has been stopped
     */
    void pause(Duration howLong);

    /** Runs {@code task} once, at {@code when} or as soon as possible after it; a task that throws is reported, and harms no other. */
    void at(Instant when, Runnable task);

    /** Starts {@code task} beside the caller, now. */
    Running start(Runnable task);

    /** A closed gate. */
    Gate gate();

    /**
     * Starts all of them, returns when all have ended, with their results in the same order; on virtual time they run in the same order each
     * time. One that throws harms no other; what the first of them threw is thrown when all have ended. They are stopped with the caller.
     */
    default <T> List<T> together(List<? extends Supplier<T>> tasks) {
        return Together.all(this, tasks);
    }

    /** Runs {@code task} once, {@code delay} from now. */
    default void after(Duration delay, Runnable task) {
        at(instant().plus(delay), task);
    }

    /** A task that was started, to be stopped if need be. */
    interface Running {
        /** The task's pauses and waits end with {@link Stopped} from now on; on real time it is interrupted as well. */
        void stop();

        /** Whether {@link #stop()} was called. */
        boolean stopped();
    }

    /** What tasks wait at until it is opened, once and for ever. */
    interface Gate {
        /**
         * Returns when the gate is open.
         *
         * @throws Stopped when the task that waits has been stopped
         */
        void await();

        /** Lets all pass, those that wait and those that come. */
        void open();
    }

    /** Ends a task that was stopped. An error and no exception, so that no handler takes it for a failure it can go on after. */
    final class Stopped extends Error {
        public Stopped() {
            super("this task has been stopped");
        }
    }
}
