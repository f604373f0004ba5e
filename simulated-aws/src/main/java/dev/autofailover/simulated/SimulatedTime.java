// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.simulated;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** The one clock of a simulated world: real in the lab, virtual in tests. Whatever takes time in it asks here. */
public interface SimulatedTime extends InstantSource {
    /** Returns when {@code howLong} has passed on this clock; what was scheduled in between has been started by then. */
    void pause(Duration howLong);

    /** Runs {@code task} once, at {@code when} or as soon as possible after it; a task that throws is reported, and harms no other. */
    void at(Instant when, Runnable task);

    /** Runs {@code task} once, {@code delay} from now. */
    default void after(Duration delay, Runnable task) {
        at(instant().plus(delay), task);
    }
}
