// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.drill.client;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Counts what was lost: the acknowledged rows that a database does not have. This count, and no estimate, is the RPO. */
public final class MissingRows {
    /** The table that the client writes to. */
    public static final String CREATE_TABLE =
            "CREATE TABLE writes (number bigint PRIMARY KEY, at timestamptz NOT NULL DEFAULT now())";

    private MissingRows() {}

    /** How many of {@code acknowledged} are not in the database that {@code connection} leads to. */
    public static long count(Connection connection, List<WritingClient.Acknowledged> acknowledged) throws SQLException {
        Set<Long> there = new HashSet<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT number FROM writes")) {
            while (rows.next()) {
                there.add(rows.getLong(1));
            }
        }
        return acknowledged.stream()
                .filter(row -> !there.contains(row.number()))
                .count();
    }
}
