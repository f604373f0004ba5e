// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.drill.invoke;

import dev.autofailover.database.Credentials;
import dev.autofailover.database.Fault;
import dev.autofailover.database.Finding;
import dev.autofailover.database.Finding.Write;
import dev.autofailover.database.SqlCheck;
import dev.autofailover.message.CheckRequest;
import dev.autofailover.simulated.rds.ModelDatabase;
import dev.autofailover.simulated.rds.ModelDatabase.Client;
import dev.autofailover.simulated.rds.ModelReply;
import dev.autofailover.simulated.route53.SimulatedRoute53;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What the database checker's SQL finds of databases that exist only as models. */
final class ModelSql implements SqlCheck {
    private static final Duration LIMIT = Duration.ofSeconds(1);

    private final SimulatedRoute53 names;
    private final Map<String, ModelDatabase> databases;

    /**
     * @param databases by endpoint
     */
    ModelSql(SimulatedRoute53 names, Map<String, ModelDatabase> databases) {
        this.names = names;
        this.databases = databases;
    }

    @Override
    public Duration limit() {
        return LIMIT;
    }

    /** After the host's name has been followed to an endpoint. */
    @Override
    public Finding look(CheckRequest request, Credentials credentials) {
        String endpoint = names.resolve(request.host(), "CNAME")
                .map(record -> record.values().getFirst().replaceFirst("\\.$", ""))
                .orElse(request.host());
        ModelDatabase database = databases.get(endpoint);
        if (database == null) {
            return new Finding.Silent("no such host: " + request.host());
        }
        if (database.unreachable(Client.CHECKER).isPresent()) {
            return new Finding.Silent("connect timed out");
        }
        boolean inRecovery = database.inRecovery();
        return new Finding.Answered(
                inRecovery,
                Optional.of("0/" + Long.toHexString(database.position()).toUpperCase(Locale.ROOT)),
                inRecovery ? database.replicationLag() : Optional.empty(),
                false,
                request.write() && !inRecovery ? write(database) : new Write.NotTried());
    }

    private static Write write(ModelDatabase database) {
        return database.write(Client.CHECKER, "check") instanceof ModelReply.Committed
                ? new Write.Committed()
                : new Write.Failed(Fault.BROKEN, "not committed");
    }
}
