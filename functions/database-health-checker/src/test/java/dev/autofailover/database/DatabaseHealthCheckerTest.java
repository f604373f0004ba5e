// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.database;

import static dev.autofailover.vote.Opinion.DOWN;
import static dev.autofailover.vote.Opinion.HEALTHY;
import static dev.autofailover.vote.Opinion.SUSPECT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.autofailover.database.Finding.Refused;
import dev.autofailover.lambda.Unusable;
import dev.autofailover.message.CheckRequest;
import dev.autofailover.simulated.Effect;
import dev.autofailover.simulated.Fault;
import dev.autofailover.simulated.Scope;
import dev.autofailover.vote.Signal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Security;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

class DatabaseHealthCheckerTest {
    private static final String ONCE_A_MINUTE = "name: from-stockholm, from: eu-north-1, every: PT1M, tries: 2";
    private static final String EVERY_5_S = "name: from-stockholm, from: eu-north-1, every: PT5S, tries: 2";
    private static final String IRELAND = "orders.ireland.example.com";
    private static final String FRANKFURT = "orders.frankfurt.example.com";

    private final World world = new World();

    @AfterEach
    void end() {
        world.time.close();
    }

    @Test
    void aProbeFromItsRegionLooksAtBothSitesOnceAndLeavesWhileAllIsWell() throws Exception {
        world.plan("orders", true, ONCE_A_MINUTE);

        assertThat(world.invoke()).isEqualTo("{\"observers\":1}");

        assertThat(world.votes())
                .extracting(Signal.Vote::resource, Signal.Vote::region, Signal.Vote::opinion, Signal.Vote::reason)
                .containsExactlyInAnyOrder(
                        tuple("orders", "eu-west-1", HEALTHY, "answers, and a write committed"),
                        tuple(
                                "orders-replica",
                                "eu-central-1",
                                HEALTHY,
                                "answers, in recovery, last replayed commit 0.2 s old"));
        assertThat(world.time.instant()).isEqualTo(World.START);
    }

    @Test
    void aProbeFromAnotherRegionIsLeftToTheCheckerThere() throws Exception {
        world.plan("orders", true, ONCE_A_MINUTE, "name: from-frankfurt, from: eu-central-1");

        assertThat(world.invoke()).isEqualTo("{\"observers\":1}");
    }

    @Test
    void whenACheckFailsItStaysAndSaysDownASecondLater() throws Exception {
        world.plan("orders", true, ONCE_A_MINUTE);
        world.databases.are(IRELAND, FakeDatabases.REFUSED);

        world.invoke();

        assertThat(world.votesOn("orders")).startsWith(SUSPECT, DOWN);
        assertThat(world.votesOn("orders-replica")).containsOnly(HEALTHY);
        assertThat(world.votes())
                .filteredOn(vote -> vote.opinion() == DOWN)
                .first()
                .satisfies(vote -> {
                    assertThat(vote.at()).isEqualTo(World.START.plusSeconds(1));
                    assertThat(vote.since()).isEqualTo(World.START);
                    assertThat(vote.reason()).isEqualTo("connection refused (2 in a row, 2 make DOWN)");
                });
        assertThat(world.time.instant()).isBetween(World.START.plusSeconds(50), World.START.plusSeconds(58));
    }

    @Test
    void withAShorterIntervalItLooksOnUntilShortlyBeforeTheTimeIsUp() throws Exception {
        world.plan("orders", true, EVERY_5_S);

        world.invoke();

        assertThat(world.databases.requests).hasSize(2 * 12);
        assertThat(world.time.instant()).isEqualTo(World.START.plusSeconds(55));
    }

    @Test
    void aFrozenDatabaseOfOneServiceDelaysNoneOfTheOthers() throws Exception {
        world.plan("frozen", true, "name: from-stockholm, from: eu-north-1, every: PT1M, tries: 1");
        world.plan("orders", true, ONCE_A_MINUTE);
        world.databases.are("frozen.ireland.example.com", FakeDatabases.FROZEN);

        world.invoke();

        assertThat(world.votesOn("frozen")).contains(DOWN);
        assertThat(world.votes())
                .filteredOn(vote -> vote.resource().startsWith("orders"))
                .hasSize(2)
                .extracting(Signal.Vote::at)
                .containsOnly(World.START);
    }

    @Test
    void whoReachesNeitherSiteDoesNotVote() throws Exception {
        world.plan("orders", true, ONCE_A_MINUTE);
        world.databases.are(IRELAND, FakeDatabases.REFUSED);
        world.databases.are(FRANKFURT, FakeDatabases.FROZEN);

        world.invoke();

        assertThat(world.votes()).isEmpty();
    }

    @Test
    void theWriteIsAskedForOnlyWhereThePlanAllowsIt() throws Exception {
        world.plan("orders", true, ONCE_A_MINUTE);
        world.plan("careful", false, ONCE_A_MINUTE);

        world.invoke();

        assertThat(world.databases.requests)
                .allSatisfy(request ->
                        assertThat(request.write()).isEqualTo(request.host().startsWith("orders.")))
                .extracting(CheckRequest::tls)
                .containsOnly(true);
    }

    @Test
    void tooManyClientsIsSuspectAndNeverDown() throws Exception {
        world.plan("orders", true, ONCE_A_MINUTE);
        world.databases.are(IRELAND, new Refused(dev.autofailover.database.Fault.BUSY, "53300", "too many", false));

        world.invoke();

        assertThat(world.votesOn("orders")).isNotEmpty().containsOnly(SUSPECT);
    }

    @Test
    void aPasswordThatStaysWrongIsNoVoteAndASecretReadOnce() throws Exception {
        world.plan("orders", true, ONCE_A_MINUTE);
        world.databases.password = "another";

        world.invoke();

        assertThat(world.votes()).isEmpty();
        assertThat(secretReads()).isEqualTo(1);
    }

    @Test
    void aRotatedPasswordIsFetchedWhenTheOldOneIsRefused() throws Exception {
        world.plan("orders", true, ONCE_A_MINUTE);
        world.invoke();
        world.time.advance(Duration.ofMinutes(1));
        world.aws.recording().clear();
        rotate("another");

        world.invoke();

        assertThat(world.votesOn("orders")).containsExactly(HEALTHY);
        assertThat(world.votesOn("orders-replica")).containsExactly(HEALTHY);
    }

    @Test
    void theSecretIsReadInTheCheckersOwnRegionAndKeptWhenSecretsManagerIsGone() throws Exception {
        world.plan("orders", true, ONCE_A_MINUTE);
        world.aws.faults().begin(Scope.service("secretsmanager").inRegion(World.IRELAND), new Effect.Hangs());
        world.invoke();
        world.aws.faults().begin(Scope.service("secretsmanager"), new Effect.Hangs());
        world.aws.recording().clear();

        world.invoke();

        assertThat(world.votesOn("orders")).containsExactly(HEALTHY);
    }

    @Test
    void withoutCredentialsThereIsNoVote() throws Exception {
        world.plan("orders", true, ONCE_A_MINUTE);
        Fault gone = world.aws.faults().begin(Scope.service("secretsmanager"), new Effect.Hangs());

        world.invoke();
        assertThat(world.votes()).isEmpty();
        gone.lift();
        world.invoke();

        assertThat(world.votesOn("orders")).containsExactly(HEALTHY);
    }

    @Test
    void askedItLooksAndAnswers() throws Exception {
        String question = Files.readString(Path.of("../../events/check-asked.json"))
                .replaceAll("arn:aws:secretsmanager:[^\"]*", world.secret);

        assertThat(world.invoke(question))
                .isEqualTo("{\"version\":1,\"answer\":{\"answers\":true,\"inRecovery\":true,\"position\":\"0/5000148\","
                        + "\"latencyMillis\":0,\"reason\":\"answers, in recovery, last replayed commit 0.2 s old\"}}");
        assertThat(world.votes()).isEmpty();
    }

    @Test
    void askedAboutAFrozenDatabaseItAnswersInTimeThatItDoesNotAnswer() throws Exception {
        String question = Files.readString(Path.of("../../events/check-asked.json"))
                .replaceAll("arn:aws:secretsmanager:[^\"]*", world.secret);
        world.databases.are("orders-replica.d4e5f6.eu-central-1.rds.amazonaws.com", FakeDatabases.FROZEN);

        assertThat(world.invoke(question))
                .isEqualTo("{\"version\":1,\"answer\":{\"answers\":false,\"latencyMillis\":3000,"
                        + "\"reason\":\"no connection and login in 3.0 s\"}}");
    }

    @Test
    void aQuestionWithoutAHostIsRefusedWithItsField() {
        assertThatThrownBy(() -> world.invoke("{\"version\":1,\"check\":{\"port\":5432}}"))
                .isInstanceOf(Unusable.class)
                .hasMessageContaining("check.host");
    }

    @Test
    void anInputOfNoKnownShapeIsRefusedWithTheReason() {
        assertThatThrownBy(() -> world.invoke("{\"tick\":true}"))
                .isInstanceOf(Unusable.class)
                .hasMessageContaining("neither");
    }

    @Test
    void namesAreLookedUpAnewAtEveryCheck() {
        assertThat(Security.getProperty("networkaddress.cache.ttl")).isEqualTo("0");
        assertThat(Security.getProperty("networkaddress.cache.negative.ttl")).isEqualTo("0");
    }

    private void rotate(String password) {
        world.client(SecretsManagerClient.builder(), World.IRELAND)
                .putSecretValue(put -> put.secretId(world.secret).secretString(World.PASSWORD.formatted(password)));
        world.databases.password = password;
    }

    private long secretReads() {
        return world.aws.recording().calls().stream()
                .filter(call -> call.operation().equals("GetSecretValue"))
                .count();
    }
}
