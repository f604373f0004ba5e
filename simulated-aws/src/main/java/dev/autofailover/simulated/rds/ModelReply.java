// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.simulated.rds;

/** What a client of a {@link ModelDatabase} gets. */
public sealed interface ModelReply {
    /** The row is committed; its position is given. */
    record Committed(long position) implements ModelReply {}

    /** The server is in recovery and takes no writes. */
    record ReadOnly() implements ModelReply {}

    /** Nobody listens. */
    record Refused() implements ModelReply {}

    /** No answer ever comes: the server is frozen, or the packets are dropped. */
    record Silent() implements ModelReply {}
}
