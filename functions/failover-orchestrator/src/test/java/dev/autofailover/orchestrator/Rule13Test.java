// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Every decision is in the service's history with its votes and its reason, the ones not to act included. */
class Rule13Test {
    private final Stage stage = new Stage().settled();

    @BeforeEach
    void aMomentLater() {
        stage.time.advance(Duration.ofSeconds(1));
    }

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void theDecisionNotToActIsInTheHistoryAndSoIsTheOneThatActs() {
        stage.operators.invoke(Operators.records(List.of(stage.operators.probe("from-stockholm", "ireland", "DOWN"))));

        assertThat(history()).last().asString().contains("NOT_ENOUGH_VOTES", "\"observer\":\"from-stockholm\"", "DOWN");

        stage.killPrimary();
        stage.operators.vote("DOWN", "HEALTHY");

        assertThat(history())
                .anySatisfy(decision -> assertThat(decision).contains("FAIL_OVER", "2 of 2 fresh votes DOWN"));
    }

    @Test
    void theAnswerToACommandIsInTheHistoryAlsoWhenItIsRefused() {
        stage.operators.command(
                "{\"command\":\"approve\",\"service\":\"orders\",\"by\":\"maria\",\"reason\":\"yes\",\"generation\":1}");

        assertThat(history()).last().asString().contains("nothing is asked");
    }

    /** As the table holds it, oldest first. */
    private List<String> history() {
        return stage
                .operators
                .dynamoDb()
                .query(query -> query.tableName(Operators.TABLE)
                        .keyConditionExpression("pk = :pk AND begins_with(sk, :prefix)")
                        .expressionAttributeValues(Map.of(
                                ":pk", AttributeValue.fromS("SERVICE#orders"),
                                ":prefix", AttributeValue.fromS("DECISION#"))))
                .items()
                .stream()
                .map(item -> item.getOrDefault("body", AttributeValue.fromS("")).s())
                .toList();
    }
}
