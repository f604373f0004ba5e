// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autofailover.simulated.Fault;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Once over, it stays over: no automatic failback. */
class Rule09Test {
    private final Stage stage = new Stage().settled();

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void theOldSiteComesBackAndNothingMovesForAnHour() {
        Fault lost = stage.loseIreland();
        stage.operators.vote("DOWN", "HEALTHY");
        stage.operators.command(
                "{\"command\":\"acknowledge\",\"service\":\"orders\",\"by\":\"maria\",\"reason\":\"seen\"}");
        lost.lift();
        stage.ireland.hang(false);

        for (int minute = 0; minute < 60; minute++) {
            stage.time.advance(Duration.ofMinutes(1));
            stage.operators.vote("HEALTHY", "HEALTHY");
        }

        assertThat(stage.record().generation()).isEqualTo(1);
        assertThat(stage.record().active()).isEqualTo("frankfurt");
        assertThat(stage.leadsTo()).isEqualTo(Stage.endpoint("orders-replica", Stage.FRANKFURT));
        assertThat(stage.taken("ChangeResourceRecordSets")).hasSize(1);
    }
}
