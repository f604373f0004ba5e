// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autofailover.json.Json;
import dev.autofailover.orchestrator.Fate.Kind;
import dev.autofailover.run.Run;
import dev.autofailover.simulated.SimulatedTime;
import dev.autofailover.simulated.rds.ModelDatabase.Client;
import dev.autofailover.simulated.rds.ModelReply;
import java.time.Duration;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkException;

/** Rule 11 for Aurora global databases: trouble at any call leaves a run that the next tick finishes, and the writer moves once. */
class AuroraTroubleTest {
    private static final int FEWEST_CALLS = 30;

    @Test
    void whoDiesAfterAnyCallOfAFailoverIsSucceededByTheNextVoteOrTick() {
        assertMovesOnceWithTroubleAtAnyCall(Kind.DIES_AFTER, 3, AuroraTroubleTest::failOver);
    }

    @Test
    void aLostReplyOfAnyCallOfAFailoverIsFoundOutByLooking() {
        assertMovesOnceWithTroubleAtAnyCall(Kind.LOSES_REPLY, 5, AuroraTroubleTest::failOver);
    }

    @Test
    void whoDiesAfterAnyCallOfASwitchoverIsSucceededByTheNextTick() {
        assertMovesOnceWithTroubleAtAnyCall(Kind.DIES_AFTER, 3, AuroraTroubleTest::switchOver);
    }

    @Test
    void aLostReplyOfAnyCallOfASwitchoverIsFoundOutByLooking() {
        assertMovesOnceWithTroubleAtAnyCall(Kind.LOSES_REPLY, 5, AuroraTroubleTest::switchOver);
    }

    private static void failOver(Stage stage, Fate fate) {
        stage.killPrimary();
        stage.operators.vote("DOWN", "HEALTHY", fate);
    }

    private static void switchOver(Stage stage, Fate fate) {
        stage.operators.invoke(
                Json.object()
                        .put("command", "switchover")
                        .put("service", "orders")
                        .put("reason", "maintenance")
                        .put("by", "maria"),
                fate);
    }

    /** One history for every so many calls that trouble befalls, each of which ends with the writer moved once. */
    private static void assertMovesOnceWithTroubleAtAnyCall(Kind kind, int every, BiConsumer<Stage, Fate> begin) {
        int call = 1;
        while (struckAndMovedOnce(new Fate(kind, call), begin)) {
            call += every;
        }
        assertThat(call).as("calls that trouble befell").isGreaterThan(FEWEST_CALLS);
    }

    private static boolean struckAndMovedOnce(Fate fate, BiConsumer<Stage, Fate> begin) {
        try (Stage stage = Stage.aurora().brieflySettled(PlanText.aurora())) {
            try {
                begin.accept(stage, fate);
            } catch (SimulatedTime.Stopped | SdkException died) {
                // Lambda, the next vote or the next tick looks again.
            }
            for (int minute = 0; minute < 10 && !over(stage); minute++) {
                stage.time.advance(Duration.ofMinutes(1));
                if (stage.record().runUnderWay().isPresent()) {
                    stage.operators.tick();
                } else {
                    begin.accept(stage, Fate.none());
                }
            }
            assertMovedOnce(stage);
        } catch (AssertionError | RuntimeException wrong) {
            throw new AssertionError("after " + fate, wrong);
        }
        return fate.struck();
    }

    private static boolean over(Stage stage) {
        return stage.record().run().filter(run -> !run.isUnderWay()).isPresent();
    }

    private static void assertMovedOnce(Stage stage) {
        assertThat(stage.run().phase()).isEqualTo(Run.Phase.DONE);
        assertThat(stage.record().generation()).isEqualTo(1);
        assertThat(stage.record().active()).isEqualTo("frankfurt");
        assertThat(stage.taken("FailoverGlobalCluster").size()
                        + stage.taken("SwitchoverGlobalCluster").size())
                .isEqualTo(1);
        assertThat(stage.leadsTo()).isEqualTo(Stage.clusterEndpoint("orders-replica", Stage.FRANKFURT));
        assertThat(stage.ireland.write(Client.CHECKER, "late")).isInstanceOf(ModelReply.ReadOnly.class);
    }
}
