// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autofailover.lambda.CallLimits;
import dev.autofailover.orchestrator.Fate.Kind;
import dev.autofailover.run.Run;
import dev.autofailover.run.StepKind;
import dev.autofailover.simulated.Effect;
import dev.autofailover.simulated.RecordedCall;
import dev.autofailover.simulated.Scope;
import dev.autofailover.simulated.SimulatedTime;
import dev.autofailover.simulated.rds.ModelDatabase.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkException;

/** A crash, time-out, lost reply or duplicate at any point leaves a run that the next tick finishes. */
class Rule11Test {
    private static final int FEWEST_CALLS = 30;
    /** Of the SDK, in the control Region. */
    private static final int MOST_TRIES = CallLimits.CONTROL.attempts();

    private static final String ORCHESTRATOR = Stage.orchestrator().name();

    @Test
    void whoDiesAfterAnyCallOfAFailoverIsSucceededByTheNextVoteOrTick() {
        troubleAtCalls(Kind.DIES_AFTER, 1, Stage::killPrimary, Rule11Test::assertFenced);
    }

    @Test
    void whoDiesBeforeItsFirstCallLeavesAllToTheNext() {
        troubleAt(new Fate(Kind.DIES_BEFORE, 1), Stage::killPrimary, Rule11Test::assertFenced);
    }

    @Test
    void aLostReplyOfAnyCallIsFoundOutByLooking() {
        troubleAtCalls(Kind.LOSES_REPLY, 2, Stage::killPrimary, Rule11Test::assertFenced);
    }

    @Test
    void soItIsWhenTheRegionIsGone() {
        troubleAtCalls(
                Kind.DIES_AFTER,
                3,
                Stage::loseIreland,
                stage -> assertThat(stage.record().owed()).hasSize(1));
    }

    @Test
    void aThrottleAtAnyCallWithAllItsTriesIsNoEnd() {
        int call = 1;
        boolean struck = true;
        while (struck) {
            try (Stage stage = new Stage().brieflySettled()) {
                Fate fate = new Fate(Kind.THROTTLED, call)
                        .with(() -> stage.aws
                                .faults()
                                .begin(Scope.everything().by(ORCHESTRATOR), new Effect.Throttles(), MOST_TRIES));
                trouble(stage, fate, Stage::killPrimary);
                assertFenced(stage);
                struck = fate.struck();
            }
            call += 7;
        }
        assertThat(call).as("calls that trouble befell").isGreaterThan(FEWEST_CALLS);
    }

    private static void assertFenced(Stage stage) {
        assertThat(stage.groups(Stage.IRELAND, "orders")).containsExactly("sg-0isolatedireland");
        assertThat(stage.record().owed()).isEmpty();
        assertThat(stage.run().step(StepKind.FENCE).orElseThrow().evidence())
                .containsEntry("groupsBefore", Stage.DEFAULT_GROUP);
    }

    /** One history for each call that trouble befalls: every call, or every so many. */
    private static void troubleAtCalls(Kind kind, int every, Consumer<Stage> outage, Consumer<Stage> alsoHolds) {
        int call = 1;
        while (troubleAt(new Fate(kind, call), outage, alsoHolds)) {
            call += every;
        }
        assertThat(call).as("calls that trouble befell").isGreaterThan(FEWEST_CALLS);
    }

    /** Returns whether the invocation made so many calls that trouble befell it. */
    private static boolean troubleAt(Fate fate, Consumer<Stage> outage, Consumer<Stage> alsoHolds) {
        try (Stage stage = new Stage().brieflySettled()) {
            trouble(stage, fate, outage);
            alsoHolds.accept(stage);
        } catch (AssertionError | RuntimeException wrong) {
            throw new AssertionError("after " + fate, wrong);
        }
        return fate.struck();
    }

    private static void trouble(Stage stage, Fate fate, Consumer<Stage> outage) {
        outage.accept(stage);
        try {
            stage.operators.vote("DOWN", "HEALTHY", fate);
        } catch (SimulatedTime.Stopped | SdkException died) {
            // The probes speak again, and Lambda or the next tick looks again.
        }
        for (int minute = 0; minute < 10 && !over(stage); minute++) {
            stage.time.advance(Duration.ofMinutes(1));
            stage.operators.vote("DOWN", "HEALTHY");
        }
        assertEndedRightly(stage);
    }

    private static boolean over(Stage stage) {
        return stage.record().run().filter(run -> !run.isUnderWay()).isPresent();
    }

    static void assertEndedRightly(Stage stage) {
        assertThat(stage.run().phase()).isEqualTo(Run.Phase.DONE);
        assertThat(stage.record().generation()).isEqualTo(1);
        assertThat(stage.record().active()).isEqualTo("frankfurt");
        assertThat(stage.taken("PromoteReadReplica")).hasSize(1);
        assertThat(stage.zone())
                .containsExactlyInAnyOrder(
                        Stage.NAME + ". " + Stage.endpoint("orders-replica", Stage.FRANKFURT),
                        "_autofailover." + Stage.NAME + ". \"service=orders generation=1 site=frankfurt\"");
        Instant proved = stage.frankfurt.rows().stream()
                .filter(row -> row.text().equals("check"))
                .map(Row::committed)
                .findFirst()
                .orElseThrow();
        List<RecordedCall> switches = stage.taken("ChangeResourceRecordSets");
        assertThat(switches).isNotEmpty();
        assertThat(switches.getFirst().at()).isAfterOrEqualTo(proved);
    }
}
