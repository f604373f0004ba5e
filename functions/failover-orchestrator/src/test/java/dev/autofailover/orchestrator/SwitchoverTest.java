// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.autofailover.run.Run;
import dev.autofailover.run.Step;
import dev.autofailover.run.StepKind;
import dev.autofailover.simulated.rds.ModelDatabase.Client;
import dev.autofailover.simulated.rds.ModelReply;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SwitchoverTest {
    private static final String SWITCHOVER =
            "{\"command\":\"switchover\",\"service\":\"orders\",\"reason\":\"maintenance\",\"by\":\"maria\"}";

    private final Stage stage = new Stage().settled();

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void movesWithoutLosingARowAndFencesBeforeItPromotes() {
        int rowsBefore = stage.ireland.rows().size();

        JsonNode answer = stage.operators.command(SWITCHOVER);

        assertThat(answer.path("accepted").asBoolean()).isTrue();
        assertThat(stage.run().phase()).isEqualTo(Run.Phase.DONE);
        assertThat(stage.run().kind()).isEqualTo(Run.Kind.SWITCHOVER);
        assertThat(stage.frankfurt.rows()).hasSizeGreaterThan(rowsBefore);
        assertThat(stage.groups(Stage.IRELAND, "orders")).containsExactly("sg-0isolatedireland");
        assertThat(step(StepKind.CATCH_UP).evidence()).containsKeys("goal", "reached");
        assertThat(stage.leadsTo()).isEqualTo(Stage.endpoint("orders-replica", Stage.FRANKFURT));
    }

    @Test
    void turnsBackWhenTheStandbyCantCatchUpAndTheOldSiteAcceptsWritesAgain() {
        stage.frankfurt.stall(true);
        stage.writeFor(Duration.ofSeconds(5));

        stage.operators.command(SWITCHOVER);
        stage.operators.tickUntilDone();

        assertThat(stage.run().phase()).isEqualTo(Run.Phase.TURNED_BACK);
        assertThat(stage.record().active()).isEqualTo("ireland");
        assertThat(stage.groups(Stage.IRELAND, "orders")).containsExactly(Stage.DEFAULT_GROUP);
        assertThat(stage.ireland.write(Client.APPLICATION, "row")).isInstanceOf(ModelReply.Committed.class);
        assertThat(stage.taken("PromoteReadReplica")).isEmpty();
        assertThat(stage.leadsTo()).isEqualTo(Stage.endpoint("orders", Stage.IRELAND));
        assertThat(stage.operators.toldOf("TURNED_BACK")).isPresent();
    }

    @Test
    void isRefusedWithItsReasonWhileTheActiveSiteIsDown() {
        stage.killPrimary();
        stage.operators.command("{\"command\":\"pause\",\"service\":\"orders\",\"reason\":\"drill\",\"by\":\"maria\"}");
        stage.operators.vote("DOWN", "HEALTHY");

        JsonNode answer = stage.operators.command(SWITCHOVER);

        assertThat(answer.path("accepted").asBoolean()).isFalse();
        assertThat(answer.path("reason").asText()).isEqualTo("NOT_HEALTHY");
        assertThat(stage.record().run()).isEmpty();
    }

    private Step step(StepKind kind) {
        return stage.run().step(kind).orElseThrow();
    }
}
