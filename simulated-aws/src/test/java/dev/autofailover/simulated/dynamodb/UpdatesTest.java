// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.simulated.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;

class UpdatesTest extends DynamoDbTestBase {
    @Test
    void anUpdateMakesTheItemThatIsNotThere() {
        assertThat(update(
                        "SET generation = if_not_exists(generation, :zero) + :one",
                        Map.of(":zero", n(0), ":one", n(1))))
                .isEqualTo(item("orders", "RECORD", Map.of("generation", n(1))));
    }

    @Test
    void aCounterCountsUpAndDown() {
        update("SET generation = :g", Map.of(":g", n(5)));
        assertThat(update("SET generation = generation + :one", Map.of(":one", n(1))))
                .containsEntry("generation", n(6));
        assertThat(update("SET generation = generation - :ten", Map.of(":ten", n(10))))
                .containsEntry("generation", n(-4));
        assertThat(update("ADD generation :one, fresh :one", Map.of(":one", n(1))))
                .containsEntry("generation", n(-3))
                .containsEntry("fresh", n(1));
    }

    @Test
    void severalChangesAreMadeAtOnceOnWhatWasThereBefore() {
        update("SET a = :one, b = :two, gone = :one", Map.of(":one", n(1), ":two", n(2)));
        assertThat(update(
                        "SET a = b, b = a REMOVE gone ADD tags :tags",
                        Map.of(":tags", AttributeValue.fromSs(List.of("x")))))
                .isEqualTo(item(
                        "orders", "RECORD", Map.of("a", n(2), "b", n(1), "tags", AttributeValue.fromSs(List.of("x")))));
    }

    @Test
    void aPathLeadsIntoMapsAndLists() {
        update(
                "SET lease = :lease, votes = :votes",
                Map.of(
                        ":lease",
                        AttributeValue.fromM(Map.of("holder", s("w1"))),
                        ":votes",
                        AttributeValue.fromL(List.of(s("a")))));
        Map<String, AttributeValue> after = update(
                "SET lease.holder = :w2, votes = list_append(votes, :more) REMOVE lease.nothing",
                Map.of(":w2", s("w2"), ":more", AttributeValue.fromL(List.of(s("b")))));
        assertThat(at(after, "lease").m()).containsEntry("holder", s("w2"));
        assertThat(at(after, "votes").l()).containsExactly(s("a"), s("b"));
        assertThat(at(update("SET votes[0] = :z REMOVE votes[1]", Map.of(":z", s("z"))), "votes")
                        .l())
                .containsExactly(s("z"));
        assertRefused(() -> update("SET nowhere.deep = :z", Map.of(":z", s("z"))), "document path");
    }

    @ParameterizedTest
    @CsvSource({"NONE,''", "ALL_OLD,pk sk a b", "ALL_NEW,pk sk a b c", "UPDATED_OLD,a", "UPDATED_NEW,a c"})
    void theAnswerHoldsWhatWasAskedFor(ReturnValue wanted, String names) {
        update("SET a = :one, b = :one", Map.of(":one", n(1)));
        Map<String, AttributeValue> answer =
                update("SET a = :two, c = :two", Map.of(":two", n(2)), request -> request.returnValues(wanted));
        assertThat(answer.keySet()).containsExactlyInAnyOrder(names.isEmpty() ? new String[0] : names.split(" "));
        assertThat(get("orders", "RECORD")).containsEntry("a", n(2));
    }

    @Test
    void anAnswerThatIsNotSimulatedRefusesTheUpdateBeforeItsEffect() {
        update("SET votes = :votes", Map.of(":votes", AttributeValue.fromL(List.of(s("a")))));
        assertRefused(
                () -> update(
                        "SET votes[0] = :z",
                        Map.of(":z", s("z")),
                        request -> request.returnValues(ReturnValue.UPDATED_NEW)),
                "not simulated");
        assertThat(at(get("orders", "RECORD"), "votes").l()).containsExactly(s("a"));
    }

    @Test
    void anUpdateOnACondition() {
        update("SET generation = :five", Map.of(":five", n(5)));
        assertThatThrownBy(() -> update(
                        "SET generation = :six",
                        Map.of(":six", n(6), ":four", n(4)),
                        request -> request.conditionExpression("generation = :four")))
                .isInstanceOf(ConditionalCheckFailedException.class);
        assertThat(get("orders", "RECORD")).containsEntry("generation", n(5));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SET pk = :one | part of the key",
                "SET a = :one, a = :one | overlap",
                "SET a = :one, a.b = :one | overlap",
                "SET a = :one SET b = :one | only be used once",
                "SET a = nowhere + :one | does not exist in the item",
                "SET a = append(b, :one) | function: append",
                "DELETE a :one | clause: DELETE",
                "CHANGE a = :one | Syntax error",
                "SET a = :one b = :one | Syntax error",
                "SET name = :one | reserved keyword: name",
            })
    void whatCannotBeDoneIsRefused(String expression, String reason) {
        assertRefused(() -> update(expression, Map.of(":one", n(1))), reason);
        assertThat(get("orders", "RECORD")).isEmpty();
    }
}
