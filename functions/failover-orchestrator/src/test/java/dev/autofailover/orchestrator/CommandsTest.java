// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.autofailover.json.Json;
import dev.autofailover.message.RecordJson;
import dev.autofailover.record.dynamodb.DynamoDbPlanStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CommandsTest {
    private final Stage stage = new Stage();
    private final DynamoDbPlanStore plans = new DynamoDbPlanStore(stage.operators.dynamoDb(), Operators.TABLE);

    @AfterEach
    void close() {
        stage.close();
    }

    private ObjectNode apply(String plan) {
        return stage.operators.invoke(
                Json.object().put("command", "apply-plan").put("plan", plan).put("by", "maria"));
    }

    @Test
    void aPlanComesIntoForceWithARecordWhoseActiveSiteIsThePreferredOne() {
        ObjectNode answer = apply(PlanText.standard());

        assertThat(answer.path("accepted").asBoolean()).isTrue();
        assertThat(answer.path("planVersion").asInt()).isEqualTo(1);
        assertThat(stage.record().active()).isEqualTo("ireland");
    }

    @Test
    void theSamePlanAgainIsNoNewVersionAndAChangedOneIs() {
        apply(PlanText.standard());

        assertThat(apply(PlanText.standard()).path("planVersion").asInt()).isEqualTo(1);
        assertThat(apply(PlanText.with("  rto: PT7M\n")).path("planVersion").asInt())
                .isEqualTo(2);
    }

    @Test
    void allErrorsOfAPlanAreAnsweredAtOnceAndTheOldOneStays() {
        apply(PlanText.standard());

        ObjectNode answer =
                apply(PlanText.standard().replace("quorum: 2", "quorum: 9").replace("PT90S", "90 s"));

        assertThat(answer.path("accepted").asBoolean()).isFalse();
        assertThat(answer.path("errors")).hasSizeGreaterThanOrEqualTo(2);
        assertThat(answer.path("errors").findValuesAsText("path")).contains("observers.quorum", "observers.fresh");
        assertThat(plans.current("orders").orElseThrow().version()).isEqualTo(1);
    }

    @Test
    void aPlanForAnotherControlRegionIsRefusedHere() {
        ObjectNode answer = apply(PlanText.standard().replace("control: eu-north-1", "control: eu-west-3"));

        assertThat(answer.path("accepted").asBoolean()).isFalse();
        assertThat(answer.path("errors").findValuesAsText("path")).containsExactly("control");
        assertThat(plans.current("orders")).isEmpty();
    }

    @Test
    void statusIsTheRecord() throws Exception {
        apply(PlanText.standard());

        ObjectNode status = stage.operators.command("{\"command\":\"status\",\"service\":\"orders\",\"by\":\"maria\"}");
        ObjectNode all = stage.operators.command("{\"command\":\"status\",\"by\":\"maria\"}");

        assertThat(RecordJson.parse(status.toString())).isEqualTo(stage.record());
        assertThat(all.path("services")).hasSize(1);
    }

    @Test
    void aCommandForAServiceThatHasNoPlanIsRefused() {
        ObjectNode answer = stage.operators.command(
                "{\"command\":\"failover\",\"service\":\"invoices\",\"by\":\"maria\",\"reason\":\"now\"}");

        assertThat(answer.path("accepted").asBoolean()).isFalse();
        assertThat(answer.path("text").asText()).contains("no plan");
    }

    @Test
    void everythingIsPausedAndResumedAtOnce() {
        stage.settled();
        stage.operators.command("{\"command\":\"pause\",\"service\":\"*\",\"by\":\"maria\",\"reason\":\"storm\"}");
        stage.killPrimary();

        stage.operators.vote("DOWN", "HEALTHY");
        assertThat(stage.record().run()).isEmpty();
        assertThat(stage.operators.toldOf("PAUSED")).isPresent();

        stage.operators.command("{\"command\":\"resume\",\"service\":\"*\",\"by\":\"maria\",\"reason\":\"over\"}");
        stage.operators.vote("DOWN", "HEALTHY");
        Rule11Test.assertEndedRightly(stage);
    }
}
