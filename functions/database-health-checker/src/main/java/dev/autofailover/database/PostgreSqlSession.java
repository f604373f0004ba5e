// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.database;

import dev.autofailover.database.Finding.Answered;
import dev.autofailover.database.Finding.Write;
import dev.autofailover.message.CheckRequest;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.postgresql.Driver;
import org.postgresql.PGProperty;

/** What is said to a PostgreSQL server, in as few round trips as can be. */
final class PostgreSqlSession {
    private static final String ASK = """
            SELECT pg_is_in_recovery() AS in_recovery,
                   CASE WHEN pg_is_in_recovery() THEN pg_last_wal_replay_lsn() ELSE pg_current_wal_lsn() END::text AS position,
                   CASE WHEN pg_is_in_recovery()
                        THEN (extract(epoch FROM clock_timestamp() - pg_last_xact_replay_timestamp()) * 1000)::bigint
                   END AS behind_millis,
                   current_setting('transaction_read_only')::boolean AS read_only
            """;
    /**
     * What Aurora answers too: its storage replicates without a log of PostgreSQL's, and it refuses to tell positions, by 0A000 ("not
     * supported for Aurora") or, where wal_level is not logical, by 55000.
     */
    private static final String ASK_WITHOUT_POSITION = """
            SELECT pg_is_in_recovery() AS in_recovery, NULL::text AS position, NULL::bigint AS behind_millis,
                   current_setting('transaction_read_only')::boolean AS read_only
            """;

    private static final Set<String> NO_POSITION = Set.of("0A000", "55000");
    /** One row for each checker, so that two of them never wait for each other's lock. */
    private static final String CREATE = """
            CREATE TABLE IF NOT EXISTS autofailover_check (checker text PRIMARY KEY, checked_at timestamptz NOT NULL)
            """;

    private static final String UPSERT = """
            INSERT INTO autofailover_check (checker, checked_at) VALUES (?, clock_timestamp())
            ON CONFLICT (checker) DO UPDATE SET checked_at = EXCLUDED.checked_at
            """;

    /** A host that does not answer the first packets within this is taken for dead; one lost packet costs one try. */
    private static final int CONNECT_SECONDS = 1;

    private static final Set<String> ALREADY_THERE = Set.of("42P07", "23505");

    private final Driver driver = new Driver();
    private final String checker;
    private final Duration limit;

    PostgreSqlSession(String checker, Duration limit) {
        this.checker = checker;
        this.limit = limit;
    }

    Connection open(InetAddress address, CheckRequest request, Credentials credentials) throws SQLException {
        String host = address instanceof Inet6Address ? "[" + address.getHostAddress() + "]" : address.getHostAddress();
        Properties properties = properties(request, credentials);
        @Nullable
        Connection connection = driver.connect("jdbc:postgresql://" + host + ":" + request.port() + "/", properties);
        if (connection == null) {
            throw new SQLException("the driver does not take its own URL");
        }
        return connection;
    }

    /**
     * Encrypted but not verified, by {@code sslmode=require}: the endpoint may be a name of the operator's own, for which RDS's
     * certificate is not made out, and a bundle of certificates inside a function would fail every check on the day RDS's authority
     * changes. So who answers is not proved; therefore the bare password is never sent ({@code requireAuth}), and the user of the
     * checkers can do no more than write its own table.
     */
    private Properties properties(CheckRequest request, Credentials credentials) {
        // Whole seconds, from byte to byte: a second line behind our own limit. No loginTimeout: the driver would then
        // connect on
        // a thread of its own, which our interruption could not reach.
        int seconds = (int) Math.max(1, limit.toSeconds());
        Properties properties = new Properties();
        PGProperty.PG_DBNAME.set(properties, request.database());
        PGProperty.USER.set(properties, credentials.username());
        PGProperty.PASSWORD.set(properties, credentials.password());
        PGProperty.SSL_MODE.set(properties, request.tls() ? "require" : "disable");
        PGProperty.GSS_ENC_MODE.set(properties, "disable");
        PGProperty.REQUIRE_AUTH.set(properties, "!password");
        PGProperty.CONNECT_TIMEOUT.set(properties, CONNECT_SECONDS);
        PGProperty.SOCKET_TIMEOUT.set(properties, seconds);
        PGProperty.SSL_RESPONSE_TIMEOUT.set(properties, Math.toIntExact(limit.toMillis()));
        // Saves the round trips in which the driver finds out how old the server is.
        PGProperty.ASSUME_MIN_SERVER_VERSION.set(properties, "12");
        PGProperty.APPLICATION_NAME.set(properties, "autofailover-check");
        return properties;
    }

    static Answered ask(Connection connection) throws SQLException {
        try {
            return ask(connection, ASK);
        } catch (SQLException refused) {
            if (!NO_POSITION.contains(PostgreSqlErrors.state(refused))) {
                throw refused;
            }
            return ask(connection, ASK_WITHOUT_POSITION);
        }
    }

    private static Answered ask(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            if (!row.next()) {
                throw new SQLException("the server answered without a row");
            }
            boolean inRecovery = row.getBoolean("in_recovery");
            long behind = row.getLong("behind_millis");
            Optional<Duration> age = row.wasNull() ? Optional.empty() : Optional.of(Duration.ofMillis(behind));
            return new Answered(
                    inRecovery,
                    Optional.ofNullable(row.getString("position")),
                    age,
                    !inRecovery && row.getBoolean("read_only"),
                    new Write.NotTried());
        }
    }

    /** Commits one row; makes the table on its first use. */
    Write write(Connection connection) {
        try {
            try {
                upsert(connection);
            } catch (SQLException missing) {
                if (!PostgreSqlErrors.UNDEFINED_TABLE.equals(PostgreSqlErrors.state(missing))) {
                    throw missing;
                }
                create(connection);
                upsert(connection);
            }
            return new Write.Committed();
        } catch (SQLException error) {
            return PostgreSqlErrors.write(error);
        }
    }

    private void upsert(Connection connection) throws SQLException {
        // The server gives up by itself when we do, so that a check that was given up leaves nothing behind. All in one
        // round trip.
        long millis = limit.toMillis();
        String limits = "SET statement_timeout = " + millis + "; SET lock_timeout = " + millis / 2 + "; ";
        try (PreparedStatement upsert = connection.prepareStatement(limits + UPSERT)) {
            upsert.setString(1, checker);
            upsert.execute();
        }
    }

    private static void create(Connection connection) throws SQLException {
        try (Statement create = connection.createStatement()) {
            create.execute(CREATE);
        } catch (SQLException error) {
            // IF NOT EXISTS does not help two that make it at the same moment.
            if (!ALREADY_THERE.contains(PostgreSqlErrors.state(error))) {
                throw error;
            }
        }
    }
}
