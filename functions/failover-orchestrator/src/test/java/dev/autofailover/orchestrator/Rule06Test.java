// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autofailover.run.Run;
import dev.autofailover.run.Step;
import dev.autofailover.run.StepKind;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Traffic never points to a database that has not accepted a write after its promotion. */
class Rule06Test {
    private final Stage stage = new Stage().settled();

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void trafficWaitsForTheProofHoweverLongThatTakes() {
        stage.loseIreland();
        stage.checker.writesFail(true);

        stage.operators.vote("DOWN", "HEALTHY");
        for (int minute = 0; minute < 7; minute++) {
            stage.time.advance(Duration.ofMinutes(1));
            stage.operators.tick();
        }

        assertThat(stage.source(Stage.FRANKFURT, "orders-replica")).isEmpty();
        assertThat(stage.leadsTo()).isEqualTo(Stage.endpoint("orders", Stage.IRELAND));
        assertThat(stage.run().phase()).isEqualTo(Run.Phase.UNDER_WAY);
        assertThat(stage.run().step(StepKind.SWITCH_TRAFFIC).orElseThrow().state())
                .isEqualTo(Step.State.WAITING);
        assertThat(stage.operators.toldOf("STEP_LATE")).isPresent();

        stage.checker.writesFail(false);
        stage.operators.tickUntilDone();
        Rule11Test.assertEndedRightly(stage);
    }
}
