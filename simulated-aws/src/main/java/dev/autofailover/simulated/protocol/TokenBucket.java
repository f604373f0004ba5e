// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.simulated.protocol;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** AWS's way of throttling: a burst of calls at once, and then so many a second. */
public final class TokenBucket {
    private final InstantSource time;
    private final double burst;
    private final double perSecond;
    private double tokens;
    private Instant filledAt;

    /** A full bucket. */
    public TokenBucket(InstantSource time, double burst, double perSecond) {
        this.time = time;
        this.burst = burst;
        this.perSecond = perSecond;
        this.tokens = burst;
        this.filledAt = time.instant();
    }

    /** Takes so many tokens, or none and answers false. */
    public synchronized boolean take(double wanted) {
        Instant now = time.instant();
        double seconds = Duration.between(filledAt, now).toNanos() / 1e9;
        tokens = Math.min(burst, tokens + Math.max(0, seconds) * perSecond);
        filledAt = now;
        if (tokens < wanted) {
            return false;
        }
        tokens -= wanted;
        return true;
    }
}
