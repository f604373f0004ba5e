// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.autofailover.decision.Reason;
import dev.autofailover.run.Run;
import dev.autofailover.run.Step;
import dev.autofailover.run.StepKind;
import dev.autofailover.simulated.Fault;
import dev.autofailover.simulated.RecordedCall;
import dev.autofailover.simulated.rds.ModelDatabase.Client;
import dev.autofailover.simulated.rds.ModelReply;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Failovers of an Aurora global database, end to end. */
class AuroraFailoverTest {
    private final Stage stage = Stage.aurora().settled(PlanText.aurora());

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void aLostRegionMovesTheWriterByACallInTheStandbysRegionAndOwesTheFence() {
        stage.loseIreland();

        stage.operators.vote("DOWN", "HEALTHY");

        assertThat(stage.run().phase()).isEqualTo(Run.Phase.DONE);
        assertThat(stage.record().active()).isEqualTo("frankfurt");
        assertThat(stage.leadsTo()).isEqualTo(Stage.clusterEndpoint("orders-replica", Stage.FRANKFURT));
        assertThat(stage.taken("FailoverGlobalCluster"))
                .singleElement()
                .extracting(RecordedCall::region)
                .isEqualTo(Stage.FRANKFURT);
        assertThat(stage.taken("SwitchoverGlobalCluster")).isEmpty();
        assertThat(step(StepKind.FENCE).state()).isEqualTo(Step.State.OWED);
        assertThat(stage.run().loss().orElseThrow()).isLessThanOrEqualTo(Duration.ofSeconds(2));
        assertThat(stage.frankfurt.write(Client.APPLICATION, "row")).isInstanceOf(ModelReply.Committed.class);
    }

    @Test
    void aDeadWriterInARegionThatAnswersIsFencedBeforeTheWriterMoves() {
        stage.killPrimary();

        stage.operators.vote("DOWN", "HEALTHY");

        assertThat(stage.run().phase()).isEqualTo(Run.Phase.DONE);
        assertThat(stage.groups(Stage.IRELAND, "orders-1")).containsExactly("sg-0isolatedireland");
        assertThat(step(StepKind.FENCE).state()).isEqualTo(Step.State.DONE);
        assertThat(step(StepKind.FENCE).evidence()).containsEntry("groupsBefore", Stage.DEFAULT_GROUP);
        assertThat(stage.taken("RebootDBInstance")).hasSize(1);
        assertThat(stage.taken("RebootDBInstance").getFirst().at())
                .isBefore(stage.taken("FailoverGlobalCluster").getFirst().at());
        assertThat(stage.record().owed()).isEmpty();
    }

    @Test
    void anOldWriterThatIsStillFencedIsToldAsAStandbyThatIsNotReadyAndWithTheRemedy() {
        stage.killPrimary();
        stage.operators.vote("DOWN", "HEALTHY");

        votesForMinutes(3);

        assertThat(stage.record().lastDecision().orElseThrow().reason()).isEqualTo(Reason.STANDBY_NOT_READY);
        assertThat(stage.operators.toldOf("put its own security groups back")).isPresent();
    }

    @Test
    void theOwedFenceIsForgottenOnceAuroraHasMadeTheOldWriterASecondary() {
        Fault lost = stage.loseIreland();
        stage.operators.vote("DOWN", "HEALTHY");
        lost.lift();
        stage.ireland.hang(false);

        votesForMinutes(3);

        assertThat(stage.record().owed()).isEmpty();
        assertThat(stage.groups(Stage.IRELAND, "orders-1")).containsExactly(Stage.DEFAULT_GROUP);
        assertThat(stage.record().active()).isEqualTo("frankfurt");
        assertThat(stage.leadsTo()).isEqualTo(Stage.clusterEndpoint("orders-replica", Stage.FRANKFURT));
    }

    @Test
    void anOldWriterWhoseRegionStillBelievesInItIsFencedWhenItAnswersAgain() {
        Fault lost = stage.loseIreland();
        stage.operators.vote("DOWN", "HEALTHY");
        // The API answers again, the database is still out of Aurora's reach.
        lost.lift();

        votesForMinutes(2);

        assertThat(stage.groups(Stage.IRELAND, "orders-1")).containsExactly("sg-0isolatedireland");
        assertThat(stage.taken("RebootDBInstance")).hasSize(1);
        assertThat(stage.record().owed()).isEmpty();
        assertThat(stage.record().active()).isEqualTo("frankfurt");
    }

    @Test
    void aDryRunSaysTheCallsAndMakesNone() {
        stage.loseIreland();

        JsonNode answer = stage.operators.command(
                "{\"command\":\"failover\",\"service\":\"orders\",\"reason\":\"rehearsal\",\"by\":\"maria\",\"dryRun\":true}");

        assertThat(answer.toString()).contains("FailoverGlobalCluster", "orders-global", "cluster:orders-replica");
        assertThat(stage.taken("FailoverGlobalCluster")).isEmpty();
        assertThat(stage.rds.writerOf(Stage.FRANKFURT, "orders-global")).contains("eu-west-1");
    }

    private void votesForMinutes(int minutes) {
        for (int minute = 0; minute < minutes; minute++) {
            stage.time.advance(Duration.ofMinutes(1));
            stage.operators.vote("HEALTHY", "HEALTHY");
        }
    }

    private Step step(StepKind kind) {
        return stage.run().step(kind).orElseThrow();
    }
}
