// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.dynamodb;

import static dev.autofailover.vote.Opinion.HEALTHY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.autofailover.lambda.Unusable;
import dev.autofailover.simulated.Effect;
import dev.autofailover.simulated.RecordedCall;
import dev.autofailover.simulated.Scope;
import dev.autofailover.vote.Signal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

class DynamoDbHealthCheckerTest {
    private static final String SESSIONS = "name: sessions-table, table: sessions, every: PT1M, slow: PT0.5S, tries: 2";

    private final World world = new World();

    @BeforeEach
    void tablesInBothRegions() {
        world.makeTable(World.IRELAND, "sessions");
        world.makeTable(World.FRANKFURT, "sessions");
    }

    @AfterEach
    void end() {
        world.time.close();
    }

    @Test
    void eachRegionIsReadConsistentlyAndWrittenOnceAndVotedHealthy() throws Exception {
        world.plan(SESSIONS);

        assertThat(world.invoke()).isEqualTo("{\"observers\":1}");

        assertThat(world.votesOn(World.IRELAND)).containsExactly(HEALTHY);
        assertThat(world.votesOn(World.FRANKFURT)).containsExactly(HEALTHY);
        assertThat(world.votes()).allSatisfy(vote -> {
            assertThat(vote.observer()).isEqualTo("sessions-table");
            assertThat(vote.resource()).isEqualTo("sessions");
        });
        assertThat(world.calls("GetItem"))
                .filteredOn(call -> World.body(call).contains("sessions"))
                .hasSize(2)
                .allMatch(call -> World.body(call).contains("\"ConsistentRead\":true"));
        assertThat(world.calls("UpdateItem"))
                .hasSize(2)
                .allMatch(call -> World.body(call).contains("ConditionExpression"));
        assertThat(world.time.instant()).isEqualTo(World.START);
    }

    @Test
    void everyPairOfRegionsHasAnItemOfItsOwn() throws Exception {
        world.plan(SESSIONS);

        world.invoke();

        assertThat(keys(World.IRELAND)).containsExactly("autofailover#canary#eu-north-1#eu-west-1");
        assertThat(keys(World.FRANKFURT)).containsExactly("autofailover#canary#eu-north-1#eu-central-1");
    }

    @Test
    void theNextInvocationWritesAgainAndDescribesTheTableNoMore() throws Exception {
        world.plan(SESSIONS);
        world.invoke();
        world.time.advance(Duration.ofMinutes(1));
        world.aws.recording().clear();

        world.invoke();

        assertThat(world.calls("DescribeTable")).isEmpty();
        assertThat(world.calls("UpdateItem"))
                .extracting(RecordedCall::outcome)
                .containsOnly(new RecordedCall.Outcome.Answered(200, Optional.empty()));
        assertThat(world.votesOn(World.IRELAND)).containsExactly(HEALTHY);
    }

    @ParameterizedTest
    @EnumSource(
            value = ScalarAttributeType.class,
            names = {"S", "B"})
    void aCompositeKeyOfTextOrBytesIsFilledIn(ScalarAttributeType type) throws Exception {
        world.makeTable(World.IRELAND, "composite", List.of("customer", "at"), type);
        world.plan("name: composite, table: composite, every: PT1M, regions: [eu-west-1]");

        world.invoke();

        assertThat(world.votesOn(World.IRELAND)).containsExactly(HEALTHY);
    }

    @Test
    void aCheckerThatReachesNeitherRegionIsIsolatedAndDoesNotVote() throws Exception {
        world.plan(SESSIONS);
        world.aws.faults().begin(Scope.service("dynamodb").inRegion(World.IRELAND), new Effect.Hangs());
        world.aws.faults().begin(Scope.service("dynamodb").inRegion(World.FRANKFURT), new Effect.UnknownHost());

        world.invoke();

        assertThat(world.votes()).isEmpty();
    }

    @Test
    void aSlowTableDelaysNoneOfTheOthers() throws Exception {
        world.makeTable(World.IRELAND, "quick");
        world.plan(
                "name: quick-table, table: quick, every: PT1M, regions: [eu-west-1]",
                "name: sessions-table, table: sessions, every: PT1M, slow: PT1.9S, regions: [eu-central-1]");
        world.aws
                .faults()
                .begin(Scope.service("dynamodb").inRegion(World.FRANKFURT), new Effect.Slow(Duration.ofMillis(1800)));

        world.invoke();

        assertThat(world.votes())
                .filteredOn(vote -> vote.observer().equals("quick-table"))
                .extracting(Signal.Vote::at)
                .containsExactly(World.START);
        assertThat(world.votesOn(World.FRANKFURT)).containsExactly(HEALTHY);
        assertThat(world.time.instant()).as("describe, read, write").isEqualTo(World.START.plusMillis(5400));
    }

    @Test
    void whenTheControlTableDoesNotAnswerItGoesOnWithTheLastKnownPlans() throws Exception {
        world.plan(SESSIONS);
        world.invoke();
        world.aws.recording().clear();
        world.aws.faults().begin(Scope.service("dynamodb").inRegion(World.STOCKHOLM), new Effect.Fails(500));

        world.invoke();

        assertThat(world.votesOn(World.IRELAND)).containsExactly(HEALTHY);
    }

    @Test
    void withoutAnyKnownPlanItSaysSo() throws Exception {
        world.plan(SESSIONS);
        world.aws.faults().begin(Scope.service("dynamodb").inRegion(World.STOCKHOLM), new Effect.Fails(500));

        assertThat(world.invoke()).contains("the plans can't be read, and none are known");
        assertThat(world.votes()).isEmpty();
    }

    @Test
    void aCanaryFromAnotherRegionIsLeftToTheCheckerThere() throws Exception {
        world.plan(SESSIONS, "name: elsewhere, table: sessions, from: eu-central-1");

        assertThat(world.invoke()).isEqualTo("{\"observers\":1}");
        assertThat(world.votes()).extracting(Signal.Vote::observer).containsOnly("sessions-table");
    }

    @Test
    void anInputThatIsNoScheduleIsRefusedWithTheReason() {
        assertThatThrownBy(() -> world.invoke("{\"tick\":true}"))
                .isInstanceOf(Unusable.class)
                .hasMessage("the input is not {\"schedule\":\"every-minute\"}");
    }

    private List<String> keys(String region) {
        return world.client(DynamoDbClient.builder(), region).scan(scan -> scan.tableName("sessions")).items().stream()
                .map(item -> item.getOrDefault("id", AttributeValue.fromS("no key")))
                .map(AttributeValue::s)
                .toList();
    }
}
