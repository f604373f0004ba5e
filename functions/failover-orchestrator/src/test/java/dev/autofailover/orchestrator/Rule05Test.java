// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autofailover.decision.Reason;
import dev.autofailover.record.LastDecision;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** AWS repairing itself inside the Region, as its status says, is not an outage until the plan's grace has passed. */
class Rule05Test {
    private final Stage stage = new Stage().settled();

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void aDatabaseThatIsDescribedAsRebootingIsWaitedForAsLongAsTheGraceLasts() {
        stage.killPrimary();
        stage.rds.setStatus(Stage.IRELAND, "orders", "rebooting");

        stage.operators.vote("DOWN", "HEALTHY");

        assertThat(stage.record().lastDecision().map(LastDecision::reason)).contains(Reason.AWS_REPAIRING);
        assertThat(stage.record().generation()).isZero();

        for (int minute = 0; minute < 3; minute++) {
            stage.time.advance(Duration.ofMinutes(1));
            stage.operators.vote("DOWN", "HEALTHY");
        }
        assertThat(stage.record().generation()).isEqualTo(1);
    }
}
