// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.simulated.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

class ConditionsTest extends DynamoDbTestBase {
    private static final Map<String, AttributeValue> VALUES = Map.of(
            ":five",
            n(5),
            ":fivePointZero",
            AttributeValue.fromN("5.0"),
            ":nine",
            n(9),
            ":text",
            s("ireland"),
            ":prefix",
            s("ire"),
            ":map",
            AttributeValue.fromM(Map.of("deep", n(7))));

    @BeforeEach
    void putRecord() {
        put(item(
                "orders",
                "RECORD",
                Map.of(
                        "generation", n(5),
                        "activeSite", s("ireland"),
                        "lease", AttributeValue.fromM(Map.of("holder", s("w1"), "expires", n(7))),
                        "votes", AttributeValue.fromL(java.util.List.of(s("a"), s("b"))))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "generation = :five | true",
                "generation = :fivePointZero | true",
                "generation = :text | false",
                "generation <> :nine | true",
                "nowhere <> :nine | true",
                "nowhere = :nine | false",
                "nowhere < :nine | false",
                "NOT nowhere < :nine | true",
                "generation < :five | false",
                "generation <= :five | true",
                "generation > :five | false",
                "generation >= :five AND generation < :nine | true",
                "generation BETWEEN :five AND :nine | true",
                "generation BETWEEN :nine AND :nine | false",
                "lease.expires BETWEEN :five AND :nine AND activeSite = :text | true",
                "attribute_exists(lease.holder) | true",
                "attribute_exists(lease.nobody) | false",
                "attribute_not_exists(pk) OR generation = :five | true",
                "attribute_not_exists(pk) OR generation = :nine | false",
                "NOT (attribute_not_exists(pk) OR generation = :nine) | true",
                "begins_with(activeSite, :prefix) | true",
                "begins_with(generation, :prefix) | false",
                "size(activeSite) < :nine | true",
                "size(nowhere) < :nine | false",
                "votes[1] = :text | false",
                "attribute_exists(votes[1]) AND attribute_not_exists(votes[2]) | true",
                "lease = :map | false",
                "activeSite = :text or generation = :nine AND generation = :nine | true",
                "(activeSite = :text OR generation = :nine) AND generation = :nine | false",
            })
    void aWriteGoesThroughOnlyWhenItsConditionHolds(String condition, boolean holds) {
        Map<String, AttributeValue> used = new java.util.HashMap<>(VALUES);
        used.keySet().removeIf(name -> !condition.matches(".*" + name + "\\b.*"));
        Runnable write = () -> putIf(condition, used, item("orders", "RECORD", Map.of("generation", n(6))));
        if (holds) {
            write.run();
            assertThat(get("orders", "RECORD")).containsEntry("generation", n(6));
        } else {
            assertThatThrownBy(write::run).isInstanceOf(ConditionalCheckFailedException.class);
            assertThat(get("orders", "RECORD")).containsEntry("generation", n(5));
        }
    }

    @Test
    void aRefusedWriteTellsWhatWasThereWhenAsked() {
        assertThatThrownBy(() -> dynamo.putItem(conditional("attribute_not_exists(pk)", Map.of())
                        .item(key("orders", "RECORD"))
                        .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
                        .build()))
                .isInstanceOfSatisfying(
                        ConditionalCheckFailedException.class,
                        refused -> assertThat(refused.item()).containsEntry("generation", n(5)));
        assertThatThrownBy(() -> putIf("attribute_not_exists(pk)", Map.of(), key("orders", "RECORD")))
                .isInstanceOfSatisfying(
                        ConditionalCheckFailedException.class,
                        refused -> assertThat(refused.hasItem()).isFalse());
    }

    @Test
    void namesStandForWhatAnExpressionMustNotSay() {
        assertRefused(() -> putIf("attribute_not_exists(status)", Map.of(), key("a", "b")), "reserved keyword: status");
        dynamo.putItem(conditional("attribute_not_exists(#s)", Map.of())
                .item(key("a", "b"))
                .expressionAttributeNames(Map.of("#s", "status"))
                .build());
        assertThat(get("a", "b")).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "generation IN (:five)",
                "contains(activeSite, :five)",
                "attribute_type(activeSite, :five)",
                "generation = :five)",
                "generation == :five",
                "generation = :five AND",
                "((generation = :five))",
                "generation = :undefined",
                "#undefined = :five",
                "generation ! :five"
            })
    void whatIsNotSimulatedOrNoExpressionAtAllIsRefused(String condition) {
        assertRefused(() -> putIf(condition, Map.of(":five", n(5)), key("a", "b")), "Invalid ConditionExpression: ");
        assertThat(get("a", "b")).isEmpty();
    }

    @Test
    void aValueThatNoExpressionUsesIsRefused() {
        assertRefused(
                () -> putIf("generation = :five", Map.of(":five", n(5), ":nine", n(9)), key("a", "b")),
                "unused in expressions: keys: {:nine}");
    }
}
