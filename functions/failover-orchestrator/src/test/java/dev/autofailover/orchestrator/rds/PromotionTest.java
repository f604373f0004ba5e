// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.orchestrator.rds;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autofailover.lambda.VirtualThreads;
import dev.autofailover.message.CheckAnswer;
import dev.autofailover.orchestrator.aws.Regional;
import dev.autofailover.orchestrator.database.DatabaseChecks.Reply;
import dev.autofailover.orchestrator.effect.Effects;
import dev.autofailover.orchestrator.effect.PlannedCall;
import dev.autofailover.orchestrator.steps.Evidence;
import dev.autofailover.plan.InvalidPlan;
import dev.autofailover.plan.Plan;
import dev.autofailover.plan.PlanParser;
import dev.autofailover.plan.Site;
import dev.autofailover.run.StepResult;
import dev.autofailover.simulated.AwsTiming;
import dev.autofailover.simulated.Caller;
import dev.autofailover.simulated.SimulatedAws;
import dev.autofailover.simulated.VirtualTime;
import dev.autofailover.simulated.events.SimulatedEventBridge;
import dev.autofailover.simulated.rds.ModelDatabase;
import dev.autofailover.simulated.rds.NewInstance;
import dev.autofailover.simulated.rds.RdsTiming;
import dev.autofailover.simulated.rds.SimulatedRds;
import dev.autofailover.simulated.sns.SimulatedSns;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.rds.model.DBInstance;

/** A replica is promoted once, when RDS would take it, and is promoted only when its server says so. */
class PromotionTest {
    private static final String IRELAND = "eu-west-1";
    private static final String FRANKFURT = "eu-central-1";
    private static final String REPLICA = "orders-replica";

    private final VirtualTime time = new VirtualTime(Instant.parse("2026-11-21T10:00:00Z"));
    private final SimulatedAws aws = new SimulatedAws(time);
    private final SimulatedRds rds = new SimulatedRds(
            time,
            RdsTiming.quick(),
            new SimulatedSns(aws, AwsTiming.quick()),
            new SimulatedEventBridge(aws, AwsTiming.quick()));
    private final ModelDatabase primary = ModelDatabase.primary(time, Set.of());
    private final Plan plan = plan();
    private final Site frankfurt = plan.site("frankfurt");
    private final Map<String, String> kept = new HashMap<>();
    private final List<PlannedCall> calls = new ArrayList<>();
    private boolean inRecovery;

    @BeforeEach
    void open() {
        aws.with(rds);
        rds.addInstance(NewInstance.postgres(IRELAND, "orders"), primary);
        rds.addInstance(NewInstance.postgres(IRELAND, "another"), ModelDatabase.primary(time, Set.of()));
    }

    @AfterEach
    void close() {
        time.close();
    }

    @Test
    void whatStandsAloneIsPromotedWhenItsServerHasLeftRecoveryAndNotBefore() {
        replicates("orders");
        promote();
        time.advance(Duration.ofMinutes(2));

        inRecovery = true;
        assertThat(promote()).isInstanceOf(StepResult.NotYet.class);
        inRecovery = false;
        assertThat(promote()).isInstanceOf(StepResult.Done.class);
        assertThat(calls).hasSize(1);
    }

    @Test
    void aPromotionThatRdsTookIsAskedForAgainOnlyWhenItHasHadTimeToShow() {
        replicates("orders");
        kept.put(Promotion.ACCEPTED, time.instant().toString());

        time.advance(Duration.ofSeconds(59));
        assertThat(promote()).isInstanceOf(StepResult.NotYet.class);
        assertThat(calls).isEmpty();

        time.advance(Duration.ofSeconds(1));
        promote();
        assertThat(calls).hasSize(1);
    }

    @Test
    void aReplicaOfAnotherDatabaseIsLeftAlone() {
        replicates("another");

        assertThat(promote()).isInstanceOf(StepResult.Impossible.class);
        assertThat(calls).isEmpty();
    }

    @Test
    void aReplicaWithoutBackupsKeepsThoseOfADayFromThenOn() {
        replicates("orders");

        promote();

        assertThat(calls)
                .singleElement()
                .satisfies(call -> assertThat(call.parameters()).containsEntry("BackupRetentionPeriod", "1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"backing-up", "modifying", "rebooting", "maintenance", "storage-optimization"})
    void whatRdsWouldNotPromoteInItsStatusIsNeitherAskedForNorCalledPromotable(String status) {
        replicates("orders");
        rds.setStatus(FRANKFURT, REPLICA, status);

        assertThat(promote()).isInstanceOf(StepResult.NotYet.class);
        assertThat(calls).isEmpty();
        assertThat(RdsReadReplica.meaning(plan, frankfurt, described(), List.of())
                        .notPromotable())
                .hasValue("its status is " + status);
    }

    private void replicates(String source) {
        String arn = "arn:aws:rds:" + IRELAND + ":" + SimulatedAws.ACCOUNT + ":db:" + source;
        rds.addInstance(NewInstance.postgres(FRANKFURT, REPLICA).replicaOf(arn), primary.replica(Duration.ZERO));
    }

    private StepResult promote() {
        Effects effects = new Effects() {
            @Override
            public void perform(PlannedCall call, Runnable action) {
                calls.add(call);
                action.run();
            }

            @Override
            public List<PlannedCall> assumed() {
                return List.of();
            }
        };
        Evidence evidence = new Evidence() {
            @Override
            public Optional<String> get(String name) {
                return Optional.ofNullable(kept.get(name));
            }

            @Override
            public void keep(Map<String, String> more) {
                kept.putAll(more);
            }
        };
        Regional<RdsClient> clients = new Regional<>(_ -> client());
        Reach reach = new Reach((_, _, _) -> answer(), new VirtualThreads(1), effects, time);
        StepResult result = new Promotion(new Instances(new RdsCalls(clients, clients, time)), reach)
                .promote(plan, frankfurt, evidence);
        kept.putAll(result.evidence());
        return result;
    }

    private Reply answer() {
        return new Reply.Answer(new CheckAnswer(
                true, Optional.of(inRecovery), Optional.of("0/5000148"), Optional.empty(), Duration.ZERO, "answers"));
    }

    private DBInstance described() {
        return client().describeDBInstances(ask -> ask.dbInstanceIdentifier(REPLICA))
                .dbInstances()
                .getFirst();
    }

    private RdsClient client() {
        return RdsClient.builder()
                .region(Region.of(FRANKFURT))
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
                .httpClient(aws.httpClient(Caller.outside("test")))
                .build();
    }

    private static Plan plan() {
        try {
            return PlanParser.parse(Files.readString(Path.of("../../plans/orders.yaml")));
        } catch (IOException | InvalidPlan e) {
            throw new IllegalStateException(e);
        }
    }
}
