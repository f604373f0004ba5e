// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.simulated.lambda;

import java.time.Duration;
import java.time.Instant;

/**
 * An invocation that ended, for who watches.
 *
 * @param function its name
 * @param from who invoked it: a service such as {@code sns}, or {@code invoke}
 * @param event what it was given
 */
public record Invocation(
        String function,
        String region,
        String requestId,
        String from,
        byte[] event,
        Instant at,
        Duration took,
        Result result) {

    /** How it ended. */
    public sealed interface Result {
        /** The function returned. */
        record Returned(byte[] output) implements Result {}

        /** The function threw, or ran out of time: the error as Lambda reports it, a JSON object. */
        record Failed(byte[] error) implements Result {}

        /** Its Region went away under it. */
        record Lost() implements Result {}
    }
}
