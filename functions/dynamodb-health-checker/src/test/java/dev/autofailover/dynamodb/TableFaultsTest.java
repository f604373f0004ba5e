// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.dynamodb;

import static dev.autofailover.vote.Opinion.DOWN;
import static dev.autofailover.vote.Opinion.HEALTHY;
import static dev.autofailover.vote.Opinion.SUSPECT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.autofailover.simulated.Effect;
import dev.autofailover.simulated.Scope;
import dev.autofailover.vote.Signal;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/** What each kind of trouble with a table makes of the vote on it. */
class TableFaultsTest {
    private static final Scope TABLE_IN_IRELAND = Scope.service("dynamodb").inRegion(World.IRELAND);
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

    static List<Effect> outages() {
        return List.of(new Effect.Hangs(), new Effect.Refuses(), new Effect.UnknownHost(), new Effect.Fails(500));
    }

    @ParameterizedTest
    @MethodSource("outages")
    void fiveHundredsTimeOutsAndUnknownHostsAreDownAfterTheTriesOfThePlan(Effect outage) throws Exception {
        world.plan(SESSIONS);
        world.invoke();
        world.time.advance(Duration.ofMinutes(1));
        world.aws.recording().clear();
        world.aws.faults().begin(TABLE_IN_IRELAND, outage);

        world.invoke();

        assertThat(world.votesOn(World.IRELAND)).startsWith(SUSPECT, DOWN);
        assertThat(world.votesOn(World.FRANKFURT)).containsOnly(HEALTHY);
        Signal.Vote down = world.votes().stream()
                .filter(vote -> vote.opinion() == DOWN)
                .findFirst()
                .orElseThrow();
        assertThat(down.since()).isEqualTo(World.START.plusSeconds(60));
        assertThat(down.at()).isBefore(World.START.plusSeconds(66));
        assertThat(down.reason()).contains("2 in a row, 2 make DOWN");
    }

    @Test
    void theSdkRetriesNothingSoThatNoFailureIsHidden() throws Exception {
        world.plan(SESSIONS);
        world.invoke();
        world.aws.recording().clear();
        world.aws.faults().begin(TABLE_IN_IRELAND, new Effect.Fails(500), 1);

        world.invoke();

        assertThat(world.votesOn(World.IRELAND)).containsExactly(SUSPECT, HEALTHY);
    }

    @Test
    void aThrottledTableIsSuspectAndNeverDown() throws Exception {
        world.plan(SESSIONS);
        world.aws.faults().begin(TABLE_IN_IRELAND, new Effect.Throttles());

        world.invoke();

        assertThat(world.votesOn(World.IRELAND)).isNotEmpty().containsOnly(SUSPECT);
        assertThat(world.votesOn(World.FRANKFURT)).contains(HEALTHY);
    }

    @Test
    void anAnswerSlowerThanThePlanAllowsIsSuspectAndNeverDown() throws Exception {
        world.plan(SESSIONS);
        world.aws.faults().begin(TABLE_IN_IRELAND, new Effect.Slow(Duration.ofMillis(600)));

        world.invoke();

        assertThat(world.votesOn(World.IRELAND)).isNotEmpty().containsOnly(SUSPECT);
        assertThat(world.votes())
                .filteredOn(vote -> vote.opinion() == SUSPECT)
                .first()
                .satisfies(vote -> {
                    assertThat(vote.reason()).isEqualTo("slow: read in 600 ms, written in 600 ms, limit 500 ms");
                    assertThat(vote.evidence()).containsEntry("readMillis", "600");
                });
    }

    @Test
    void aTableThatIsNotThereIsAFaultOfConfigurationAndNoVote() throws Exception {
        world.plan("name: other-table, table: other, every: PT1M, regions: [eu-west-1]");

        world.invoke();

        assertThat(world.votes()).isEmpty();
        assertThat(world.time.instant()).as("nobody makes it within the minute").isEqualTo(World.START);
    }

    @Test
    void aTableWhoseKeyIsANumberIsAFaultOfConfigurationAndNeverWritten() throws Exception {
        world.makeTable(World.IRELAND, "numbers", List.of("id"), ScalarAttributeType.N);
        world.plan("name: numbers, table: numbers, every: PT1M, regions: [eu-west-1]");

        world.invoke();

        assertThat(world.votes()).isEmpty();
        assertThat(world.calls("UpdateItem")).isEmpty();
    }

    @Test
    void aTableComesBackAfterAsManyGoodAnswersInARow() throws Exception {
        world.plan("name: sessions-table, table: sessions, every: PT5S, tries: 2");
        var outage = world.aws.faults().begin(TABLE_IN_IRELAND, new Effect.Fails(500));
        world.time.at(World.START.plusSeconds(20), outage::lift);

        world.invoke();

        assertThat(world.votesOn(World.IRELAND)).startsWith(SUSPECT, DOWN, SUSPECT, HEALTHY);
    }
}
