// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autofailover.simulated.rds.ReplicationStatus;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What would keep the standby from taking over is told while all is well; what an outage breaks keeps nothing from anything. */
class StandbyNotReadyTest {
    private final Stage stage = new Stage().settled();

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void aStandbyThatReplicatesNoMoreIsToldWithWhatRdsSaysOfIt() {
        stage.rds.setReplication(
                Stage.FRANKFURT, "orders-replica", new ReplicationStatus("error", "a slot is missing"));
        stage.time.advance(Duration.ofSeconds(10));

        stage.operators.tick();

        assertThat(stage.operators.toldOf("STANDBY_NOT_READY"))
                .get()
                .asString()
                .contains("replication of frankfurt is error: a slot is missing");
        assertThat(stage.record().run()).isEmpty();
    }

    @Test
    void aReplicationThatBreaksBecauseThePrimaryIsGoneBlocksNoFailover() {
        stage.loseIreland();
        stage.rds.setReplication(
                Stage.FRANKFURT, "orders-replica", new ReplicationStatus("error", "could not connect to the primary"));

        stage.operators.vote("DOWN", "HEALTHY");

        Rule11Test.assertEndedRightly(stage);
    }
}
