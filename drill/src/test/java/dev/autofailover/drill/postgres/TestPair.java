// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.drill.postgres;

import java.sql.SQLException;
import java.time.Duration;

/** A real primary in Ireland with its standby in Frankfurt, and the questions that tests ask them. */
final class TestPair implements AutoCloseable {
    static final Duration SOON = Duration.ofSeconds(20);

    final TestLab lab = new TestLab();
    final PostgresServer ireland = lab.server("ireland");
    final PostgresServer frankfurt = lab.server("frankfurt");

    TestPair() {
        long began = System.nanoTime();
        PostgresPair.start(ireland, frankfurt, ireland.address());
        took("pair ready", began);
    }

    @Override
    public void close() {
        lab.close();
    }

    static void took(String what, long began) {
        System.out.printf("%s: %d ms%n", what, (System.nanoTime() - began) / 1_000_000);
    }

    static void execute(PostgresServer server, String statement) throws SQLException {
        try (var connection = server.sql().connectAsApplication();
                var prepared = connection.createStatement()) {
            prepared.execute(statement);
        }
    }

    static long rows(PostgresServer server) {
        try (var connection = server.sql().connectAsApplication();
                var statement = connection.createStatement();
                var row = statement.executeQuery("SELECT count(*) FROM t")) {
            row.next();
            return row.getLong(1);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    static long received(PostgresServer server) {
        try {
            return server.sql().received().orElseThrow().asLong();
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    static boolean isReceiving(PostgresServer server) {
        try {
            return server.sql().isReceiving();
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    static long replayed(PostgresServer server) {
        try {
            return server.sql().position().asLong();
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }
}
