// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.database;

import dev.autofailover.database.Finding.Answered;
import dev.autofailover.database.Finding.Silent;
import dev.autofailover.database.Finding.Write;
import dev.autofailover.message.CheckRequest;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at a PostgreSQL server through a connection of its own each time: a kept one, or a pool, would hide the very failure that is
 * looked for.
 *
 * <p>The driver's own limits count from byte to byte, and not at all in some phases; a server that trickles, or is frozen in the wrong
 * moment, outlasts them. So the whole look runs under one limit of ours, which closes the socket from outside.
 */
public final class PostgreSqlCheck implements SqlCheck {
    /** Some ten round trips (TLS, login, query, write) of up to 250 ms each, with room to spare: half the world. */
    public static final Duration LIMIT = Duration.ofSeconds(3);

    private static final Logger LOG = LoggerFactory.getLogger(PostgreSqlCheck.class);

    private final PostgreSqlSession sessions;
    private final Duration limit;
    private final Names names;

    /** How names are resolved. */
    interface Names {
        InetAddress address(String host) throws UnknownHostException;
    }

    /**
     * A check.
     *
     * @param checker names the one row that this checker writes
     * @param limit for a whole look
     */
    public PostgreSqlCheck(String checker, Duration limit) {
        this(checker, limit, InetAddress::getByName);
    }

    PostgreSqlCheck(String checker, Duration limit, Names names) {
        this.sessions = new PostgreSqlSession(checker, limit);
        this.limit = limit;
        this.names = names;
    }

    @Override
    public Duration limit() {
        return limit;
    }

    @Override
    public Finding look(CheckRequest request, Credentials credentials) {
        Progress progress = new Progress();
        try {
            return Limited.run(Thread.ofVirtual().name("sql-check"), limit, () -> look(request, credentials, progress));
        } catch (TimeoutException late) {
            return progress.late();
        } catch (ExecutionException broken) {
            throw new IllegalStateException("an SQL check failed in our own code", broken.getCause());
        } finally {
            progress.abort();
        }
    }

    private Finding look(CheckRequest request, Credentials credentials, Progress progress) {
        InetAddress address;
        try {
            address = lookUp(request.host());
        } catch (UnknownHostException unknown) {
            return new Silent("unknown host " + request.host());
        } catch (TimeoutException late) {
            return new Silent("name lookup of " + request.host() + " did not end in time");
        }
        progress.phase.set(Phase.CONNECT);
        try (Connection connection = sessions.open(address, request, credentials)) {
            progress.connected(connection);
            Answered answered = PostgreSqlSession.ask(connection);
            progress.answered.set(answered);
            return write(request, connection, answered);
        } catch (SQLException error) {
            LOG.debug("checking {} ended with SQLSTATE {}", request.host(), error.getSQLState(), error);
            Answered before = progress.answered.get();
            return before == null ? PostgreSqlErrors.finding(error) : before;
        }
    }

    private Finding write(CheckRequest request, Connection connection, Answered answered) {
        if (!request.write() || answered.inRecovery()) {
            return answered;
        }
        return with(answered, sessions.write(connection));
    }

    /** On a thread of the platform: the lookup is native code that would hold on to a carrier of virtual threads. */
    private InetAddress lookUp(String host) throws UnknownHostException, TimeoutException {
        try {
            return Limited.run(
                    Thread.ofPlatform().daemon().name("name-lookup"), limit, () -> AuroraEndpoint.address(host, names));
        } catch (ExecutionException failed) {
            throw new UnknownHostException(host);
        }
    }

    private static Answered with(Answered answered, Write write) {
        return new Answered(answered.inRecovery(), answered.position(), answered.behind(), answered.readOnly(), write);
    }

    private enum Phase {
        NAME_LOOKUP,
        CONNECT,
        QUERY
    }

    /** How far a look has come, seen by who gives up on it. */
    private final class Progress {
        private final AtomicReference<Phase> phase = new AtomicReference<>(Phase.NAME_LOOKUP);
        private final AtomicReference<@Nullable Connection> open = new AtomicReference<>();
        private final AtomicReference<@Nullable Answered> answered = new AtomicReference<>();

        void connected(Connection connection) {
            phase.set(Phase.QUERY);
            open.set(connection);
        }

        Finding late() {
            String time = "in %.1f s".formatted(limit.toMillis() / 1000.0);
            Answered before = answered.get();
            if (before != null) {
                return with(before, new Write.Failed(Fault.BROKEN, "the write did not commit " + time));
            }
            return new Silent(
                    switch (phase.get()) {
                        case NAME_LOOKUP -> "name lookup did not end " + time;
                        case CONNECT -> "no connection and login " + time;
                        case QUERY -> "logged in, then no answer to a query " + time;
                    });
        }

        /** Closes the socket of a look that is stuck with an open connection; one that has ended has closed it already. */
        void abort() {
            Connection connection = open.get();
            if (connection == null) {
                return;
            }
            try {
                connection.abort(Runnable::run);
            } catch (SQLException alreadyClosed) {
                LOG.debug("aborting a connection", alreadyClosed);
            }
        }
    }
}
