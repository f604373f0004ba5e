// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.simulated.lambda;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * What a function is told of the invocation.
 *
 * @param invokedArn the ARN that was invoked, with its alias
 * @param deadline when the environment will be stopped
 */
public record InvocationContext(
        String requestId, String functionName, String invokedArn, Instant deadline, InstantSource clock) {
    /** The time left until the environment is stopped; never negative. */
    public Duration remaining() {
        Duration left = Duration.between(clock.instant(), deadline);
        return left.isNegative() ? Duration.ZERO : left;
    }
}
