// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.simulated;

import java.time.Duration;

/** What a fault does to a call. */
public sealed interface Effect {
    /** No connection comes about: a time-out after the client's connect time-out. */
    record Hangs() implements Effect {}

    /** The connection is refused at once. */
    record Refuses() implements Effect {}

    /** The host name can't be resolved. */
    record UnknownHost() implements Effect {}

    /** The service answers with this status, 500 to 599, and does nothing. */
    record Fails(int status) implements Effect {}

    /** The service answers with this error of its own, and does nothing. */
    record Answers(int status, String code) implements Effect {}

    /** The service answers that it is called too often, in its own words, and does nothing. */
    record Throttles() implements Effect {}

    /** The call takes this much longer, before it has its effect; a time-out if that is more than the client waits for an answer. */
    record Slow(Duration by) implements Effect {}

    /** The call has its effect, but the answer never arrives: a time-out after the client's read time-out. */
    record LosesReply() implements Effect {}

    /** The call stands still before it has its effect until the fault is lifted, as if its worker were frozen; then it goes through. */
    record Holds() implements Effect {}

    /** Whether a whole Region under this effect is gone: what runs in it stops, and nothing is delivered out of it. */
    default boolean takesAway() {
        return this instanceof Hangs || this instanceof Refuses || this instanceof UnknownHost;
    }
}
