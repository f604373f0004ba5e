// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.database;

import dev.autofailover.lambda.AwsClients;
import dev.autofailover.lambda.CallLimits;
import dev.autofailover.lambda.Surroundings;
import dev.autofailover.lambda.Variables;
import dev.autofailover.message.CheckAnswer;
import dev.autofailover.message.CheckRequest;
import dev.autofailover.watch.Crew;
import dev.autofailover.watch.Patrol;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/** The function behind its handler: how its parts are put together, and what it does with each kind of input. */
final class Checker {
    /** In the function's own Region, and once per secret and process. */
    private static final CallLimits SECRETS = new CallLimits(2, Duration.ofMillis(900), Duration.ofSeconds(2));

    private final DatabaseLook look;
    private final Patrol patrol;
    private final InstantSource clock;

    private Checker(DatabaseLook look, Patrol patrol, InstantSource clock) {
        this.look = look;
        this.patrol = patrol;
        this.clock = clock;
    }

    static Checker of(Surroundings surroundings, SqlCheck databases, Crew crew) {
        Region region = region(surroundings);
        SecretsManagerClient secrets =
                new AwsClients(surroundings).client(SecretsManagerClient.builder(), region, SECRETS);
        DatabaseLook look =
                new DatabaseLook(databases, new SecretsManagerCredentials(secrets, region.id(), surroundings.clock()));
        Probes probes =
                new Probes(region.id(), databases.limit(), request -> () -> Assessment.result(look.look(request)));
        Patrol patrol = Patrol.of(surroundings, "database-health-checker", crew, probes::of);
        return new Checker(look, patrol, surroundings.clock());
    }

    /** Checks that reach out to real servers; this checker's row is named after its Region. */
    static SqlCheck realDatabases(Surroundings surroundings) {
        return new Engines(new PostgreSqlCheck(region(surroundings).id(), PostgreSqlCheck.LIMIT));
    }

    CheckAnswer asked(CheckRequest request) {
        Instant began = clock.instant();
        Finding finding = look.look(request);
        return Assessment.answer(finding, Duration.between(began, clock.instant()));
    }

    String scheduled(Duration remaining) {
        return patrol.go(remaining);
    }

    private static Region region(Surroundings surroundings) {
        return new Variables(surroundings.variables()).region("AWS_REGION");
    }
}
