// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.drill.postgres;

import java.net.InetSocketAddress;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import org.postgresql.replication.LogSequenceNumber;

/**
 * What the lab asks one server for and tells it, as RDS would from inside: past gateways and security groups, as the
 * superuser. Every call has a connection of its own, and gives up in seconds on a server that does not answer.
 */
public final class ServerSql {
    private static final int CONNECT_SECONDS = 2;

    private final InetSocketAddress server;
    private final Accounts accounts;
    private final Duration answerLimit;

    /**
     * Speaks to one server.
     *
     * @param answerLimit in whole seconds: how long a login or a statement may take
     */
    ServerSql(InetSocketAddress server, Accounts accounts, Duration answerLimit) {
        this.server = server;
        this.accounts = accounts;
        this.answerLimit = answerLimit;
    }

    /** A connection of the application's user to its database; the caller closes it. */
    public Connection connectAsApplication() throws SQLException {
        return connect(accounts.application(), accounts.database());
    }

    /** A connection of the superuser's to a database; the caller closes it. */
    public Connection connectAsAdministrator(String database) throws SQLException {
        return connect(accounts.administrator(), database);
    }

    /** Whether it follows another server, that is, accepts no writes. */
    public boolean isInRecovery() throws SQLException {
        return ask("SELECT pg_is_in_recovery()", row -> row.getBoolean(1));
    }

    /** How far this server has come: what it has written as a primary, or replayed as a standby. */
    public LogSequenceNumber position() throws SQLException {
        return lsn("CASE WHEN pg_is_in_recovery() THEN pg_last_wal_replay_lsn() ELSE pg_current_wal_lsn() END")
                .orElse(LogSequenceNumber.INVALID_LSN);
    }

    /** What a standby has received, replayed or not; empty on a primary and before anything was received. */
    public Optional<LogSequenceNumber> received() throws SQLException {
        return lsn("pg_last_wal_receive_lsn()");
    }

    /**
     * The time since the last replayed commit, as RDS reports ReplicaLag for PostgreSQL: it grows while the primary is idle.
     * Empty on a primary and while nothing has been replayed. (RDS:USER_ReadRepl)
     */
    public Optional<Duration> lag() throws SQLException {
        return ask(
                "SELECT (extract(epoch FROM clock_timestamp() - pg_last_xact_replay_timestamp()) * 1000)::bigint,"
                        + " pg_is_in_recovery()",
                row -> {
                    long milliseconds = row.getLong(1);
                    return row.wasNull() || !row.getBoolean(2)
                            ? Optional.<Duration>empty()
                            : Optional.of(Duration.ofMillis(Math.max(0, milliseconds)));
                });
    }

    /** Whether a standby has a connection to its source and receives from it. */
    public boolean isReceiving() throws SQLException {
        return ask(
                "SELECT count(*) > 0 FROM pg_stat_wal_receiver WHERE status = 'streaming'", row -> row.getBoolean(1));
    }

    /** Lets a standby receive but not replay; returns when it has stopped replaying. */
    public void pauseReplay() throws SQLException {
        run("SELECT pg_wal_replay_pause()");
        if (!Await.until(answerLimit, () -> "paused".equals(pauseState()))) {
            throw new LabException("replay on " + server + " does not pause");
        }
    }

    public void resumeReplay() throws SQLException {
        run("SELECT pg_wal_replay_resume()");
    }

    /**
     * Makes a standby a primary, and returns when it is out of recovery.
     *
     * @throws LabException when it is not within {@code limit}
     */
    public void promote(Duration limit) throws SQLException {
        try (var connection = connectAsAdministrator("postgres");
                var statement = connection.createStatement()) {
            statement.execute("SELECT pg_promote(false)");
            if (!Await.until(limit, () -> isOutOfRecovery(statement))) {
                throw new LabException("server " + server + " is still in recovery after " + limit);
            }
        }
    }

    /** Runs statements, separated by semicolons, as the superuser. */
    void run(String statements) throws SQLException {
        try (var connection = connectAsAdministrator("postgres");
                var statement = connection.createStatement()) {
            statement.execute(statements);
        }
    }

    private String pauseState() {
        try {
            return ask("SELECT pg_get_wal_replay_pause_state()", row -> row.getString(1));
        } catch (SQLException e) {
            throw new LabException("cannot ask " + server + " whether replay is paused", e);
        }
    }

    private static boolean isOutOfRecovery(java.sql.Statement statement) {
        try (var row = statement.executeQuery("SELECT NOT pg_is_in_recovery()")) {
            return row.next() && row.getBoolean(1);
        } catch (SQLException e) {
            throw new LabException("lost the server while it was being promoted", e);
        }
    }

    private Optional<LogSequenceNumber> lsn(String expression) throws SQLException {
        return ask("SELECT (" + expression + ")::text", row -> Optional.ofNullable(row.getString(1)))
                .map(LogSequenceNumber::valueOf);
    }

    private <T> T ask(String query, RowReader<T> reader) throws SQLException {
        try (var connection = connectAsAdministrator("postgres");
                var statement = connection.createStatement();
                var row = statement.executeQuery(query)) {
            row.next();
            return reader.read(row);
        }
    }

    private Connection connect(Login login, String database) throws SQLException {
        var properties = new Properties();
        properties.setProperty("user", login.user());
        properties.setProperty("password", login.password());
        properties.setProperty("sslmode", "require");
        properties.setProperty("connectTimeout", String.valueOf(CONNECT_SECONDS));
        properties.setProperty("loginTimeout", String.valueOf(answerLimit.toSeconds()));
        properties.setProperty("socketTimeout", String.valueOf(answerLimit.toSeconds()));
        return DriverManager.getConnection(
                "jdbc:postgresql://" + server.getAddress().getHostAddress() + ":" + server.getPort() + "/" + database,
                properties);
    }

    @FunctionalInterface
    private interface RowReader<T> {
        T read(ResultSet row) throws SQLException;
    }
}
