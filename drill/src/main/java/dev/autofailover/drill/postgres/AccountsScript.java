// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.drill.postgres;

import java.sql.SQLException;

/** Makes the users and the application's database on a new primary; its standbys get them by replication. */
final class AccountsScript {
    private AccountsScript() {}

    static void run(ServerSql sql, Accounts accounts) throws SQLException {
        sql.run("CREATE ROLE %s LOGIN REPLICATION PASSWORD '%s'"
                .formatted(
                        quoted(accounts.replication()), accounts.replication().password()));
        sql.run("CREATE ROLE %s LOGIN PASSWORD '%s'"
                .formatted(
                        quoted(accounts.application()), accounts.application().password()));
        sql.run("CREATE ROLE %s LOGIN PASSWORD '%s' IN ROLE pg_monitor"
                .formatted(quoted(accounts.monitor()), accounts.monitor().password()));
        // Not in one string with the others: a database is not created within a transaction.
        sql.run("CREATE DATABASE \"%s\" OWNER %s".formatted(accounts.database(), quoted(accounts.application())));
        sql.run("GRANT CONNECT, CREATE ON DATABASE \"%s\" TO %s"
                .formatted(accounts.database(), quoted(accounts.monitor())));
        try (var connection = sql.connectAsAdministrator(accounts.database());
                var statement = connection.createStatement()) {
            statement.execute("CREATE SCHEMA AUTHORIZATION " + quoted(accounts.monitor()));
        }
    }

    private static String quoted(Login login) {
        return '"' + login.user() + '"';
    }
}
