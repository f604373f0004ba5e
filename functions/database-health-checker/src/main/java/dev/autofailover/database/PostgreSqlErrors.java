// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.database;

import dev.autofailover.database.Finding.Refused;
import dev.autofailover.database.Finding.Silent;
import dev.autofailover.database.Finding.Write;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.sql.SQLException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * What PostgreSQL's error codes say about the server (PostgreSQL documentation, appendix A).
 *
 * <table>
 * <tr><th>SQLSTATE</th><th>meaning</th><th>fault</th></tr>
 * <tr><td>none</td><td>refused, reset, no route, silent</td><td>no answer: SUSPECT, DOWN after the tries</td></tr>
 * <tr><td>57P01, 57P02, 57P03</td><td>shutting down, crashed, starting up</td><td>BROKEN: SUSPECT, DOWN after the tries</td></tr>
 * <tr><td>25006</td><td>read-only, while no standby</td><td>BROKEN</td></tr>
 * <tr><td>53100, 53200, 58030, XX…</td><td>disk full, out of memory, I/O error, corrupted</td><td>BROKEN</td></tr>
 * <tr><td>57014</td><td>the write took too long</td><td>BROKEN</td></tr>
 * <tr><td>53300</td><td>too many clients</td><td>BUSY: SUSPECT, never DOWN</td></tr>
 * <tr><td>55P03, 40…</td><td>our row is locked, deadlock</td><td>BUSY</td></tr>
 * <tr><td>28…, 3D000, 3F000</td><td>user, password, pg_hba.conf, database, schema</td><td>CONFIGURATION: no vote</td></tr>
 * <tr><td>42…, 0A000, 08P01</td><td>no privilege, another table of our name, a pooler that is no database</td><td>CONFIGURATION</td></tr>
 * <tr><td>08004 of the driver</td><td>the server has no TLS, or wants the password in clear text</td><td>CONFIGURATION</td></tr>
 * <tr><td>any other</td><td></td><td>BROKEN</td></tr>
 * </table>
 */
final class PostgreSqlErrors {
    static final String UNDEFINED_TABLE = "42P01";
    private static final String CONNECTION_REJECTED = "08004";
    private static final Set<String> BUSY = Set.of("53300", "55P03");
    private static final Set<String> CONFIGURATION = Set.of("3D000", "3F000", "0A000", "08P01", CONNECTION_REJECTED);

    private PostgreSqlErrors() {}

    /** An error before the server answered the query. */
    static Finding finding(SQLException error) {
        String state = state(error);
        // The driver itself refuses what a server without TLS, or one that wants the bare password, asks of it.
        if (spoken(error) == null && !CONNECTION_REJECTED.equals(state)) {
            return new Silent(how(error));
        }
        return new Refused(fault(state), state, said(error), state.startsWith("28"));
    }

    /** An error of the write, after the server answered the query. */
    static Write.Failed write(SQLException error) {
        return spoken(error) == null
                ? new Write.Failed(Fault.BROKEN, how(error))
                : new Write.Failed(fault(state(error)), said(error));
    }

    static String state(SQLException error) {
        @Nullable String state = error.getSQLState();
        return state == null ? "" : state;
    }

    private static Fault fault(String state) {
        if (BUSY.contains(state) || state.startsWith("40")) {
            return Fault.BUSY;
        }
        boolean configuration = CONFIGURATION.contains(state) || state.startsWith("28") || state.startsWith("42");
        return configuration ? Fault.CONFIGURATION : Fault.BROKEN;
    }

    private static @Nullable ServerErrorMessage spoken(SQLException error) {
        return error instanceof PSQLException postgresql ? postgresql.getServerErrorMessage() : null;
    }

    private static String said(SQLException error) {
        @Nullable ServerErrorMessage spoken = spoken(error);
        @Nullable String words = spoken == null ? error.getMessage() : spoken.getMessage();
        return words == null ? "SQLSTATE " + state(error) : words;
    }

    private static String how(SQLException error) {
        return switch (error.getCause()) {
            case SocketTimeoutException late -> "no connection, or no word after it, in time";
            case NoRouteToHostException nowhere -> "no route to the host";
            case ConnectException refused -> "connection refused";
            case null -> "connection broke: " + said(error).lines().findFirst().orElse("");
            case Throwable cause -> "connection broke: " + cause;
        };
    }
}
