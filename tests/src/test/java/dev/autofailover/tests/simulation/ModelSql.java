// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.tests.simulation;

import dev.autofailover.database.Credentials;
import dev.autofailover.database.Fault;
import dev.autofailover.database.Finding;
import dev.autofailover.database.Finding.Write;
import dev.autofailover.database.SqlCheck;
import dev.autofailover.message.CheckRequest;
import dev.autofailover.simulated.rds.ModelDatabase;
import dev.autofailover.simulated.rds.ModelDatabase.Client;
import dev.autofailover.simulated.rds.ModelReply;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/** The database checker's SQL, answered by the model databases. */
final class ModelSql implements SqlCheck {
    private static final Duration LIMIT = Duration.ofSeconds(1);

    private final SimulatedCloud cloud;
    private final Databases databases;
    private final String from;

    /** @param from the Region that the checker runs in */
    ModelSql(SimulatedCloud cloud, Databases databases, String from) {
        this.cloud = cloud;
        this.databases = databases;
        this.from = from;
    }

    @Override
    public Duration limit() {
        return LIMIT;
    }

    @Override
    public Finding look(CheckRequest request, Credentials credentials) {
        return look(request.host(), request.write());
    }

    Finding look(String asked, boolean write) {
        // The way that clients take is checked by its own name.
        String host = cloud.route53()
                .resolve(asked, "CNAME")
                .map(set -> set.values().getFirst())
                .orElse(asked);
        String region = databases.regionOf(host);
        ModelDatabase database = databases.in(region);
        if (databases.isCutOff(from, region)) {
            return silent();
        }
        Optional<ModelReply> unreachable = database.unreachable(Client.CHECKER);
        if (unreachable.isPresent()) {
            return unreachable.get() instanceof ModelReply.Refused
                    ? new Finding.Silent("connection refused")
                    : silent();
        }
        if (!cloud.distances().check().isZero()) {
            cloud.time().pause(cloud.distances().check());
        }
        boolean inRecovery = database.inRecovery();
        return new Finding.Answered(
                inRecovery,
                Optional.of(position(database.position())),
                inRecovery ? behind(database) : Optional.empty(),
                false,
                write && !inRecovery ? write(region, database) : new Write.NotTried());
    }

    private Write write(String region, ModelDatabase database) {
        return switch (database.write(Client.CHECKER, "check from " + from)) {
            case ModelReply.Committed _ -> {
                databases.proved(region, cloud.time().instant());
                yield new Write.Committed();
            }
            case ModelReply other -> new Write.Failed(Fault.BROKEN, "not committed: " + other);
        };
    }

    private Finding silent() {
        cloud.time().pause(LIMIT);
        return new Finding.Silent("no connection and login in 1.0 s");
    }

    private Optional<Duration> behind(ModelDatabase database) {
        Instant now = cloud.time().instant();
        var rows = database.rows();
        return rows.isEmpty()
                ? Optional.empty()
                : Optional.of(Duration.between(rows.getLast().committed(), now));
    }

    private static String position(long bytes) {
        return String.format(Locale.ROOT, "%X/%X", bytes >>> 32, bytes & 0xffff_ffffL);
    }
}
