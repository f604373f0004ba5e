// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.record.dynamodb;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ReplicatedWriteConflictException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/**
 * Single items of one table, read consistently and written under a condition: what is safe on a table of one Region and on a
 * multi-Region strongly consistent one alike.
 *
 * @param client in the control Region
 * @param name the table's
 */
record Table(DynamoDbClient client, String name) {
    /** A strongly consistent table in three Regions refuses a write that meets another Region's; soon it goes through. */
    private static final int TRIES = 5;

    /** The attribute that holds the whole thing as JSON. */
    static final String BODY = "body";

    Optional<Map<String, AttributeValue>> get(Map<String, AttributeValue> key) {
        GetItemResponse found =
                client.getItem(get -> get.tableName(name).key(key).consistentRead(true));
        return found.hasItem() ? Optional.of(found.item()) : Optional.empty();
    }

    /** All items of the partition whose sort key begins with {@code prefix}, in key order, every page of them. */
    List<Map<String, AttributeValue>> query(String partition, String prefix) {
        List<Map<String, AttributeValue>> found = new ArrayList<>();
        Map<String, AttributeValue> values = new HashMap<>(Map.of(":pk", Keys.text(partition)));
        if (!prefix.isEmpty()) {
            values.put(":prefix", Keys.text(prefix));
        }
        String condition = prefix.isEmpty() ? "pk = :pk" : "pk = :pk AND begins_with(sk, :prefix)";
        Map<String, AttributeValue> next = Map.of();
        do {
            Map<String, AttributeValue> from = next;
            QueryResponse page = client.query(query -> {
                query.tableName(name)
                        .consistentRead(true)
                        .keyConditionExpression(condition)
                        .expressionAttributeValues(values);
                if (!from.isEmpty()) {
                    query.exclusiveStartKey(from);
                }
            });
            found.addAll(page.items());
            next = page.hasLastEvaluatedKey() ? page.lastEvaluatedKey() : Map.of();
        } while (!next.isEmpty());
        return found;
    }

    void put(Map<String, AttributeValue> item) {
        again(() -> client.putItem(put -> put.tableName(name).item(item)));
    }

    /**
     * Changes an item where the change's condition holds, or creates it.
     *
     * @param change key, expressions, names and values
     * @return the item before, which the write itself brings along, with no attributes when there was none; empty when it was refused
     */
    Optional<Map<String, AttributeValue>> update(Consumer<UpdateItemRequest.Builder> change) {
        try {
            UpdateItemResponse updated = again(() -> client.updateItem(
                    update -> change.accept(update.tableName(name).returnValues(ReturnValue.ALL_OLD))));
            return Optional.of(updated.attributes());
        } catch (ConditionalCheckFailedException e) {
            return Optional.empty();
        }
    }

    /**
     * Writes the item where the condition holds, or where just this item stands already: a reply can be lost after the write,
     * and the SDK's own second try then meets what the first one wrote.
     *
     * @return whether the item stands there now
     */
    boolean put(Map<String, AttributeValue> item, String condition, Map<String, AttributeValue> values) {
        try {
            PutItemRequest.Builder put =
                    PutItemRequest.builder().tableName(name).item(item).conditionExpression(condition);
            if (!values.isEmpty()) {
                put.expressionAttributeValues(values);
            }
            again(() -> client.putItem(put.build()));
            return true;
        } catch (ConditionalCheckFailedException e) {
            return get(Map.of("pk", of(item, "pk"), "sk", of(item, "sk")))
                    .filter(item::equals)
                    .isPresent();
        }
    }

    private static <T> T again(Supplier<T> write) {
        for (int tries = 1; ; tries++) {
            try {
                return write.get();
            } catch (ReplicatedWriteConflictException met) {
                if (tries == TRIES) {
                    throw met;
                }
            }
        }
    }

    /** The item's JSON. */
    static String body(Map<String, AttributeValue> item) {
        return of(item, BODY).s();
    }

    /** An attribute that every item of this kind has. */
    static AttributeValue of(Map<String, AttributeValue> item, String attribute) {
        AttributeValue value = item.get(attribute);
        if (value == null) {
            throw new IllegalStateException("the table has an item without '" + attribute + "': " + item.keySet());
        }
        return value;
    }
}
