// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.drill.network;

import java.time.Duration;

/** What is wrong with the way through a gateway; exactly one of these at a time. */
public sealed interface Fault {
    /** Nothing is wrong. */
    record None() implements Fault {}

    /** The host is there, its server is not: connections are reset, new ones refused. */
    record Cut() implements Fault {}

    /**
     * The Region is gone: nobody answers at all. New connections get no answer to their SYN and run into the caller's own time-out; what is
     * connected hears nothing more, no end either.
     */
    record BlackHole() implements Fault {}

    /** A hung host: connections are accepted, and nothing is ever said on them, new or old. */
    record Freeze() implements Fault {}

    /**
     * A slow way.
     *
     * @param delay by how much each chunk (up to 16 KiB, each direction) comes late
     */
    record Slow(Duration delay) implements Fault {}
}
