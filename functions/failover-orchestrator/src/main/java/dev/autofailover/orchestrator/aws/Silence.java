// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.orchestrator.aws;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Remembers for a moment which Regions did not answer. Several looks in a row are one: who has just waited for a dead Region in vain does
 * not wait for it again.
 */
public final class Silence {
    private static final Duration LASTS = Duration.ofSeconds(5);

    private final Map<String, Instant> since = new ConcurrentHashMap<>();
    private final InstantSource clock;

    public Silence(InstantSource clock) {
        this.clock = clock;
    }

    /** Whether that Region did not answer a moment ago. */
    public boolean of(String region) {
        Instant fell = since.get(region);
        return fell != null && clock.instant().isBefore(fell.plus(LASTS));
    }

    /** It has not answered. */
    public void fell(String region) {
        since.put(region, clock.instant());
    }

    /** It has answered. */
    public void ended(String region) {
        since.remove(region);
    }
}
