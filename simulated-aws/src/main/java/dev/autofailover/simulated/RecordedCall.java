// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.simulated;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A call that ended, with its outcome.
 *
 * @param at when it was made
 * @param operation as AWS spells it; {@code Unknown} when the request names none
 * @param request what was sent; empty when it did not leave the caller
 */
public record RecordedCall(Instant at, Caller caller, String operation, Call request, Outcome outcome, Duration took) {
    /** The endpoint prefix of the service called. */
    public String service() {
        return request.service();
    }

    /** The Region called, by the host name. */
    public String region() {
        return request.region();
    }

    /** The host name called. */
    public String host() {
        return request.host();
    }

    /** How a call ended for its caller. */
    public sealed interface Outcome {
        /** With an answer; the error's code when it was one. */
        record Answered(int status, Optional<String> errorCode) implements Outcome {}

        /** Without an answer, for this reason. */
        record Unanswered(String reason) implements Outcome {}
    }
}
