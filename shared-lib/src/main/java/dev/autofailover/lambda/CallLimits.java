// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.lambda;

import java.time.Duration;

/**
 * How long a call to AWS may take. The SDK has no limit of its own on a call.
 *
 * @param attempts at most so many, the first included
 * @param attempt one attempt ends by then
 * @param whole the call ends by then, with its retries and the waiting between them
 */
public record CallLimits(int attempts, Duration attempt, Duration whole) {
    /** For the control Region, without which nothing can be done: three tries. */
    public static final CallLimits CONTROL = new CallLimits(3, Duration.ofSeconds(2), Duration.ofSeconds(5));

    /** For a site's Region, which may be dead: the call gives up in 3 s in all. */
    public static final CallLimits SITE = new CallLimits(2, Duration.ofMillis(1_400), Duration.ofSeconds(3));

    /** For a probe: no retries, so that the measured time is honest, and no failure is hidden. */
    public static CallLimits probe(Duration limit) {
        return once(limit);
    }

    /** One attempt: for an effect that must not be sent twice, or a call that itself takes that long. */
    public static CallLimits once(Duration limit) {
        return new CallLimits(1, limit, limit);
    }
}
