// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.tests.deploy;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/** Waiting for other processes, whose time is not ours to set. */
final class Eventually {
    /** Longer than a minute, so that a schedule's turn comes, and a cold start on a busy machine. */
    private static final Duration PATIENCE = Duration.ofSeconds(100);

    private static final Duration PAUSE = Duration.ofMillis(250);

    private Eventually() {}

    /**
     * Looks again and again until there is something.
     *
     * @throws AssertionError when there is nothing within 100 s
     */
    static <T> T see(String what, Supplier<Optional<T>> look) {
        Instant until = Instant.now().plus(PATIENCE);
        while (Instant.now().isBefore(until)) {
            Optional<T> seen = look.get();
            if (seen.isPresent()) {
                return seen.get();
            }
            pause();
        }
        throw new AssertionError("not within " + PATIENCE.toSeconds() + " s: " + what);
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new AssertionError("stopped while waiting", stopped);
        }
    }
}
