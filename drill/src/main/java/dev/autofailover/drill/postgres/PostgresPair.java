// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.drill.postgres;

import java.net.InetSocketAddress;
import java.time.Duration;

/** A primary and its standby, with streaming replication between them. Which is which may change; the two stay. */
public record PostgresPair(PostgresServer first, PostgresServer second) {
    private static final Duration STREAMING_LIMIT = Duration.ofSeconds(15);

    /**
     * Starts both; returns when the second receives from the first and answers queries.
     *
     * @param via where the first answers to replication: a gateway, so that replication can be cut by itself
     */
    public static PostgresPair start(PostgresServer first, PostgresServer second, InetSocketAddress via) {
        first.initialise();
        second.rebuildAsStandbyOf(first, via);
        if (!Await.until(STREAMING_LIMIT, () -> isReceiving(second))) {
            throw new LabException(
                    "server " + second.name() + " does not receive from " + first.name() + "; see " + second.log());
        }
        return new PostgresPair(first, second);
    }

    private static boolean isReceiving(PostgresServer standby) {
        try {
            return standby.sql().isReceiving();
        } catch (java.sql.SQLException e) {
            throw new LabException("cannot ask " + standby.name() + " whether it receives", e);
        }
    }
}
