// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.drill.invoke;

import dev.autofailover.message.CheckAnswer;
import dev.autofailover.message.CheckRequest;
import dev.autofailover.simulated.rds.ModelDatabase;
import dev.autofailover.simulated.rds.ModelDatabase.Client;
import dev.autofailover.simulated.route53.SimulatedRoute53;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What a database-health-checker would answer of databases that exist only as models. */
final class ModelAnswers {
    private static final Duration LATENCY = Duration.ofMillis(5);

    private final SimulatedRoute53 names;
    private final Map<String, ModelDatabase> databases;

    /**
     * @param databases by endpoint
     */
    ModelAnswers(SimulatedRoute53 names, Map<String, ModelDatabase> databases) {
        this.names = names;
        this.databases = databases;
    }

    /** The answer, after the host's name has been followed to an endpoint. */
    CheckAnswer to(CheckRequest request) {
        String endpoint = names.resolve(request.host(), "CNAME")
                .map(record -> record.values().getFirst().replaceFirst("\\.$", ""))
                .orElse(request.host());
        ModelDatabase database = databases.get(endpoint);
        if (database == null) {
            return silent("no such host: " + request.host());
        }
        if (database.unreachable(Client.CHECKER).isPresent()) {
            return silent("connect timed out");
        }
        boolean writes = request.write() && !database.inRecovery();
        if (writes) {
            database.write(Client.CHECKER, "check");
        }
        return new CheckAnswer(
                true,
                Optional.of(database.inRecovery()),
                Optional.of("0/" + Long.toHexString(database.position()).toUpperCase(Locale.ROOT)),
                request.write() ? Optional.of(writes) : Optional.empty(),
                LATENCY,
                writes ? "committed a row" : "answers");
    }

    private static CheckAnswer silent(String why) {
        return new CheckAnswer(false, Optional.empty(), Optional.empty(), Optional.empty(), Duration.ofSeconds(1), why);
    }
}
