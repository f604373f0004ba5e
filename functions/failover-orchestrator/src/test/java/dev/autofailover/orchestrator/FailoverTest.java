// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autofailover.run.Run;
import dev.autofailover.run.Step;
import dev.autofailover.run.StepKind;
import dev.autofailover.simulated.Fault;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FailoverTest {
    private final Stage stage = new Stage().settled();

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void aLostRegionMovesTheServiceAndOwesTheFence() {
        stage.loseIreland();
        Instant lost = stage.time.instant();

        stage.operators.vote("DOWN", "HEALTHY");

        assertThat(stage.run().phase()).isEqualTo(Run.Phase.DONE);
        assertThat(stage.record().active()).isEqualTo("frankfurt");
        assertThat(stage.leadsTo()).isEqualTo(Stage.endpoint("orders-replica", Stage.FRANKFURT));
        assertThat(stage.source(Stage.FRANKFURT, "orders-replica")).isEmpty();
        assertThat(stage.run().step(StepKind.FENCE).orElseThrow().state()).isEqualTo(Step.State.OWED);
        assertThat(stage.run().loss().orElseThrow()).isLessThanOrEqualTo(Duration.ofSeconds(1));
        assertThat(Duration.between(lost, stage.time.instant())).isLessThan(Duration.ofSeconds(20));
        assertThat(stage.operators.told()).anyMatch(text -> text.contains("RUN_DONE"));
    }

    @Test
    void aDeadDatabaseInARegionThatAnswersIsFencedBeforeTheOtherIsPromoted() {
        stage.killPrimary();

        stage.operators.vote("DOWN", "HEALTHY");

        assertThat(stage.run().phase()).isEqualTo(Run.Phase.DONE);
        assertThat(stage.groups(Stage.IRELAND, "orders")).containsExactly("sg-0isolatedireland");
        Step fence = stage.run().step(StepKind.FENCE).orElseThrow();
        assertThat(fence.state()).isEqualTo(Step.State.DONE);
        assertThat(fence.endedAt().orElseThrow())
                .isBeforeOrEqualTo(stage.run()
                        .step(StepKind.PROMOTE)
                        .orElseThrow()
                        .startedAt()
                        .orElseThrow());
        assertThat(stage.record().owed()).isEmpty();
    }

    @Test
    void theOwedFenceIsPutInPlaceWhenTheRegionIsBackAndTrafficStays() {
        Fault lost = stage.loseIreland();
        stage.operators.vote("DOWN", "HEALTHY");
        lost.lift();
        stage.ireland.hang(false);

        for (int minute = 0; minute < 3; minute++) {
            stage.time.advance(Duration.ofMinutes(1));
            stage.operators.vote("HEALTHY", "HEALTHY");
        }

        assertThat(stage.record().owed()).isEmpty();
        assertThat(stage.groups(Stage.IRELAND, "orders")).containsExactly("sg-0isolatedireland");
        assertThat(stage.record().active()).isEqualTo("frankfurt");
        assertThat(stage.leadsTo()).isEqualTo(Stage.endpoint("orders-replica", Stage.FRANKFURT));
    }
}
