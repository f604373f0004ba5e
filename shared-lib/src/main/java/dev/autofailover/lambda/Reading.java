// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.lambda;

import dev.autofailover.vote.Signal;

/** What one delivery comes to. One that can't be read at all is {@link Unusable} instead. */
public sealed interface Reading {
    /** Something the orchestrator is to know. */
    record Says(Signal signal) implements Reading {}

    /** Understood, and of no consequence; {@code why} is for the log. */
    record Ignored(String why) implements Reading {}

    /** Of a known shape, but of a kind that is not known, such as an event id that AWS added; for the log. */
    record Unknown(String what) implements Reading {}
}
