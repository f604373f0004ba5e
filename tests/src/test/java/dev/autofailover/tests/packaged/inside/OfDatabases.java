// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.tests.packaged.inside;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.autofailover.database.Credentials;
import dev.autofailover.database.DatabaseHealthChecker;
import dev.autofailover.database.Fault;
import dev.autofailover.database.Finding;
import dev.autofailover.database.Finding.Write;
import dev.autofailover.database.PostgreSqlCheck;
import dev.autofailover.database.SqlCheck;
import dev.autofailover.lambda.SideBySide;
import dev.autofailover.lambda.Surroundings;
import dev.autofailover.message.CheckRequest;
import dev.autofailover.plan.Database;
import dev.autofailover.tests.packaged.Outside;
import dev.autofailover.tests.packaged.Outside.Looked;
import dev.autofailover.watch.Crew;
import java.net.InetSocketAddress;
import java.time.Duration;

/** What only the jar of the database-health-checker has. */
public final class OfDatabases {
    /** For a driver whose classes are loaded for the first time, on a busy machine. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private OfDatabases() {}

    /** Looks at a real PostgreSQL server, and writes. */
    public static String look(InetSocketAddress server, String database, String user, String password) {
        CheckRequest request = new CheckRequest(
                server.getHostString(), server.getPort(), database, Database.Engine.POSTGRESQL, "none", true, true);
        return new PostgreSqlCheck("packaged", PATIENCE)
                .look(request, new Credentials(user, password))
                .toString();
    }

    static RequestStreamHandler handler(Surroundings surroundings, Outside outside, SideBySide together) {
        return new DatabaseHealthChecker(surroundings, new Sql(outside), new Crew(together, together));
    }

    /** Looks at the outside's databases. */
    private record Sql(Outside outside) implements SqlCheck {
        @Override
        public Duration limit() {
            return Duration.ofSeconds(1);
        }

        @Override
        public Finding look(CheckRequest request, Credentials credentials) {
            Looked looked = outside.look(request.host(), request.write());
            return looked.silent()
                    .<Finding>map(Finding.Silent::new)
                    .orElseGet(() -> new Finding.Answered(
                            looked.inRecovery(), looked.position(), looked.behind(), false, write(looked)));
        }

        private static Write write(Looked looked) {
            if (!looked.writing()) {
                return new Write.NotTried();
            }
            return looked.notWritten()
                    .<Write>map(why -> new Write.Failed(Fault.BROKEN, why))
                    .orElseGet(Write.Committed::new);
        }
    }
}
