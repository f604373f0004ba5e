// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.autofailover.run.Run;
import dev.autofailover.simulated.RecordedCall;
import dev.autofailover.simulated.rds.ModelDatabase.Client;
import dev.autofailover.simulated.rds.ModelReply;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Switchovers of an Aurora global database, end to end. */
class AuroraSwitchoverTest {
    static final String SWITCHOVER =
            "{\"command\":\"switchover\",\"service\":\"orders\",\"reason\":\"maintenance\",\"by\":\"maria\"}";

    private final Stage stage = Stage.aurora().settled(PlanText.aurora());

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void movesWithoutLosingARowByACallInTheOldWritersRegionAndFencesNothing() {
        var before = stage.ireland.rows();

        JsonNode answer = stage.operators.command(SWITCHOVER);

        assertThat(answer.path("accepted").asBoolean()).isTrue();
        assertThat(stage.run().phase()).isEqualTo(Run.Phase.DONE);
        assertThat(stage.run().kind()).isEqualTo(Run.Kind.SWITCHOVER);
        assertThat(stage.frankfurt.rows()).containsAll(before);
        assertThat(stage.taken("SwitchoverGlobalCluster"))
                .singleElement()
                .extracting(RecordedCall::region)
                .isEqualTo(Stage.IRELAND);
        assertThat(stage.taken("FailoverGlobalCluster")).isEmpty();
        assertThat(stage.groups(Stage.IRELAND, "orders-1")).containsExactly(Stage.DEFAULT_GROUP);
        assertThat(stage.ireland.write(Client.APPLICATION, "late")).isInstanceOf(ModelReply.ReadOnly.class);
        assertThat(stage.leadsTo()).isEqualTo(Stage.clusterEndpoint("orders-replica", Stage.FRANKFURT));
    }

    @Test
    void theOldWriterIsTheNextStandbyAndTheServiceCanGoBack() {
        stage.operators.command(SWITCHOVER);
        stage.frankfurt.write(Client.APPLICATION, "in frankfurt");
        for (int minute = 0; minute < 2; minute++) {
            stage.time.advance(Duration.ofMinutes(1));
            stage.operators.vote("HEALTHY", "HEALTHY");
        }

        stage.operators.command(SWITCHOVER);

        assertThat(stage.record().active()).isEqualTo("ireland");
        assertThat(stage.ireland.rows()).extracting(row -> row.text()).contains("in frankfurt");
        assertThat(stage.leadsTo()).isEqualTo(Stage.clusterEndpoint("orders", Stage.IRELAND));
    }

    @Test
    void isRefusedWithItsReasonWhileTheStandbyCantBecomeTheWriter() {
        stage.rds.setClusterStatus(Stage.FRANKFURT, "orders-replica", "upgrading");

        JsonNode answer = stage.operators.command(SWITCHOVER);

        assertThat(answer.path("accepted").asBoolean()).isFalse();
        assertThat(answer.toString()).contains("upgrading");
        assertThat(stage.taken("SwitchoverGlobalCluster")).isEmpty();
        assertThat(stage.ireland.write(Client.APPLICATION, "row")).isInstanceOf(ModelReply.Committed.class);
    }

    @Test
    void aSwitchoverThatAuroraCancelsLeavesTheOldWriterServingAndIsAskedForAgain() {
        stage.frankfurt.hang(true);

        stage.operators.command(SWITCHOVER);
        stage.time.advance(Duration.ofMinutes(1));

        assertThat(stage.rds.writerOf(Stage.IRELAND, "orders-global")).contains("eu-west-1");
        assertThat(stage.ireland.write(Client.APPLICATION, "row")).isInstanceOf(ModelReply.Committed.class);
        assertThat(stage.leadsTo()).isEqualTo(Stage.clusterEndpoint("orders", Stage.IRELAND));

        stage.frankfurt.hang(false);
        stage.operators.tickUntilDone();

        assertThat(stage.run().phase()).isEqualTo(Run.Phase.DONE);
        assertThat(stage.taken("SwitchoverGlobalCluster")).hasSizeGreaterThan(1);
        assertThat(stage.frankfurt.rows()).extracting(row -> row.text()).contains("row");
    }
}
