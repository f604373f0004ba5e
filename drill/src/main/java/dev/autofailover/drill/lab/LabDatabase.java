// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.drill.lab;

import dev.autofailover.drill.postgres.PostgresServer;
import dev.autofailover.simulated.rds.DatabaseEngine;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/** One site's real PostgreSQL server, as the simulated RDS orders it about, and as faults strike it. */
public final class LabDatabase implements DatabaseEngine {
    private static final Executor BESIDE = Thread::startVirtualThread;

    private final PostgresServer server;
    private final SiteNetwork network;
    private final String isolation;
    private volatile boolean hung;

    /**
     * That server behind that network.
     *
     * @param isolation the security group that admits only checkers
     */
    LabDatabase(PostgresServer server, SiteNetwork network, String isolation) {
        this.server = server;
        this.network = network;
        this.isolation = isolation;
    }

    @Override
    public CompletionStage<Void> start() {
        return CompletableFuture.runAsync(server::start, BESIDE);
    }

    @Override
    public void stopImmediately() {
        server.kill();
    }

    @Override
    public CompletionStage<Void> restart() {
        return CompletableFuture.runAsync(
                () -> {
                    // A reboot of RDS ends what hangs as well.
                    if (hung) {
                        server.kill();
                        hung = false;
                    }
                    server.restart();
                },
                BESIDE);
    }

    @Override
    public CompletionStage<Void> promote() {
        return CompletableFuture.runAsync(
                () -> {
                    try {
                        server.promote();
                    } catch (SQLException e) {
                        throw new IllegalStateException("the standby can't be promoted", e);
                    }
                },
                BESIDE);
    }

    @Override
    public boolean isRunning() {
        return server.isRunning();
    }

    @Override
    public void securityGroups(Set<String> groupIds) {
        network.admitClients(!groupIds.equals(Set.of(isolation)));
    }

    @Override
    public Optional<Duration> replicationLag() {
        try {
            return hung || !server.isRunning() ? Optional.empty() : server.sql().lag();
        } catch (SQLException e) {
            // Nobody can tell: no sample, which is what RDS publishes then.
            return Optional.empty();
        }
    }

    /** {@code kill -9} of all its processes. */
    public void kill() {
        server.kill();
    }

    /** It accepts connections and says nothing any more. */
    public void hang() {
        hung = true;
        server.suspend();
    }

    /** It receives but replays nothing any more. */
    public void pauseReplay() {
        try {
            server.sql().pauseReplay();
        } catch (SQLException e) {
            throw new IllegalStateException("replay can't be paused", e);
        }
    }

    /** The ids of its processes. */
    public List<Long> processes() {
        return server.processes();
    }

    /** The server itself. */
    PostgresServer server() {
        return server;
    }

    SiteNetwork network() {
        return network;
    }
}
