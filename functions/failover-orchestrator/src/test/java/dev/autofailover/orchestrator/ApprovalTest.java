// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.autofailover.run.Run;
import dev.autofailover.run.Step;
import dev.autofailover.run.StepKind;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ApprovalTest {
    @Test
    void aFenceThatCantBePlacedWaitsForAHumanAndTheApprovalLetsTheRunGoOn() {
        try (Stage stage = new Stage().settled(PlanText.askingWhenUnreachable())) {
            stage.loseIreland();
            stage.operators.vote("DOWN", "HEALTHY");
            stage.time.advance(Duration.ofMinutes(3));
            stage.operators.tick();

            assertThat(stage.run().waitsForApproval()).isTrue();
            assertThat(stage.taken("PromoteReadReplica")).isEmpty();
            assertThat(stage.operators.toldOf("FENCE_ASKED")).isPresent();

            ObjectNode answer = stage.operators.command(
                    "{\"command\":\"approve\",\"service\":\"orders\",\"generation\":1,\"by\":\"maria\",\"reason\":\"it is dark there\"}");

            assertThat(answer.path("accepted").asBoolean()).isTrue();
            assertThat(stage.run().phase()).isEqualTo(Run.Phase.DONE);
            assertThat(stage.run().step(StepKind.FENCE).orElseThrow().state()).isEqualTo(Step.State.OWED);
        }
    }

    @Test
    void aFailoverThatNeedsApprovalStartsWithIt() {
        try (Stage stage = new Stage().settled(PlanText.standard().replace("mode: automatic", "mode: approval"))) {
            stage.killPrimary();
            stage.operators.vote("DOWN", "HEALTHY");

            assertThat(stage.record().run()).isEmpty();
            assertThat(stage.operators.toldOf("APPROVAL_NEEDED")).isPresent();

            stage.operators.command(
                    "{\"command\":\"approve\",\"service\":\"orders\",\"generation\":1,\"by\":\"maria\",\"reason\":\"yes\"}");

            assertThat(stage.run().phase()).isEqualTo(Run.Phase.DONE);
            assertThat(stage.run().by()).contains("maria");
        }
    }

    @Test
    void aPauseSaidDuringARunIsKeptAndTheRunGoesOn() {
        try (Stage stage = new Stage().settled(PlanText.askingWhenUnreachable())) {
            stage.loseIreland();
            stage.operators.vote("DOWN", "HEALTHY");

            ObjectNode answer = stage.operators.command(
                    "{\"command\":\"pause\",\"service\":\"orders\",\"by\":\"maria\",\"reason\":\"one at a time\"}");

            assertThat(answer.path("accepted").asBoolean()).isTrue();
            assertThat(stage.record().pause()).isPresent();
            assertThat(stage.record().runUnderWay()).isPresent();
        }
    }
}
