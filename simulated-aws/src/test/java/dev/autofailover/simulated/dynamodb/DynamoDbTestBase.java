// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.simulated.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.autofailover.simulated.Clients;
import dev.autofailover.simulated.SimulatedAws;
import dev.autofailover.simulated.VirtualTime;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/** A table {@code runs} with the keys {@code pk} and {@code sk} in Ireland, and a real client for it. */
abstract class DynamoDbTestBase {
    protected static final Instant START = Instant.parse("2026-11-21T10:00:00Z");
    protected static final String TABLE = "runs";

    protected final VirtualTime time = new VirtualTime(START);
    protected final SimulatedAws aws = new SimulatedAws(time).with(new SimulatedDynamoDb(time));
    protected final DynamoDbClient dynamo = Clients.of(DynamoDbClient.builder(), aws, "eu-west-1");

    @BeforeEach
    void createTable() {
        dynamo.createTable(request -> request.tableName(TABLE)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(attribute("pk"), attribute("sk"))
                .keySchema(key("pk", KeyType.HASH), key("sk", KeyType.RANGE)));
    }

    private static AttributeDefinition attribute(String name) {
        return AttributeDefinition.builder()
                .attributeName(name)
                .attributeType(ScalarAttributeType.S)
                .build();
    }

    private static KeySchemaElement key(String name, KeyType type) {
        return KeySchemaElement.builder().attributeName(name).keyType(type).build();
    }

    static AttributeValue s(String text) {
        return AttributeValue.fromS(text);
    }

    static AttributeValue n(long number) {
        return AttributeValue.fromN(Long.toString(number));
    }

    static Map<String, AttributeValue> key(String pk, String sk) {
        return Map.of("pk", s(pk), "sk", s(sk));
    }

    static Map<String, AttributeValue> item(String pk, String sk, Map<String, AttributeValue> more) {
        Map<String, AttributeValue> item = new HashMap<>(key(pk, sk));
        item.putAll(more);
        return item;
    }

    static AttributeValue at(Map<String, AttributeValue> item, String name) {
        return Objects.requireNonNull(item.get(name), name);
    }

    void put(Map<String, AttributeValue> item) {
        dynamo.putItem(request -> request.tableName(TABLE).item(item));
    }

    Map<String, AttributeValue> get(String pk, String sk) {
        return dynamo.getItem(
                        request -> request.tableName(TABLE).key(key(pk, sk)).consistentRead(true))
                .item();
    }

    void putIf(String condition, Map<String, AttributeValue> values, Map<String, AttributeValue> item) {
        dynamo.putItem(conditional(condition, values).item(item).build());
    }

    static PutItemRequest.Builder conditional(String condition, Map<String, AttributeValue> values) {
        PutItemRequest.Builder request =
                PutItemRequest.builder().tableName(TABLE).conditionExpression(condition);
        return values.isEmpty() ? request : request.expressionAttributeValues(values);
    }

    Map<String, AttributeValue> update(String expression, Map<String, AttributeValue> values) {
        return update(expression, values, request -> {});
    }

    Map<String, AttributeValue> update(
            String expression, Map<String, AttributeValue> values, Consumer<UpdateItemRequest.Builder> more) {
        UpdateItemRequest.Builder request = UpdateItemRequest.builder()
                .tableName(TABLE)
                .key(key("orders", "RECORD"))
                .updateExpression(expression)
                .returnValues("ALL_NEW");
        if (!values.isEmpty()) {
            request.expressionAttributeValues(values);
        }
        more.accept(request);
        return dynamo.updateItem(request.build()).attributes();
    }

    static AbstractThrowableAssert<?, ?> assertRefused(ThrowingCallable call, String message) {
        return assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        DynamoDbException.class,
                        refused -> assertThat(refused.awsErrorDetails().errorCode())
                                .isEqualTo("ValidationException"))
                .hasMessageContaining(message);
    }
}
