// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.drill.records;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/**
 * A table of records as plain items, with consistent reads and conditional writes.
 *
 * @param client in the table's Region
 * @param name the table's
 */
public record RecordTable(DynamoDbClient client, String name) {
    /** The partition of the index of plans in force. */
    static final String PLANS = "PLANS";

    /** Before a service's name, in its partition's key. */
    static final String SERVICE = "SERVICE#";

    /** The sort key of the item that holds a service's state. */
    static final String RECORD = "RECORD";

    /** Every item, in the order of their keys, so that two exports of the same state are the same. */
    List<Map<String, AttributeValue>> all() {
        Map<String, Map<String, AttributeValue>> sorted = new TreeMap<>();
        client.scanPaginator(scan -> scan.tableName(name).consistentRead(true))
                .items()
                .forEach(item -> sorted.put(text(item, "pk") + "\n" + text(item, "sk"), item));
        return List.copyOf(sorted.values());
    }

    /** The item with that key. */
    Optional<Map<String, AttributeValue>> get(String partition, String sort) {
        var found = client.getItem(
                get -> get.tableName(name).key(key(partition, sort)).consistentRead(true));
        return found.hasItem() ? Optional.of(found.item()) : Optional.empty();
    }

    /** Writes the item where the condition holds; says whether it did. */
    boolean put(Map<String, AttributeValue> item, String condition, Map<String, AttributeValue> values) {
        try {
            client.putItem(put -> {
                put.tableName(name).item(item).conditionExpression(condition);
                if (!values.isEmpty()) {
                    put.expressionAttributeValues(values);
                }
            });
            return true;
        } catch (ConditionalCheckFailedException refused) {
            return false;
        }
    }

    /** Deletes the item with that key, if it is there. */
    void delete(String partition, String sort) {
        client.deleteItem(delete -> delete.tableName(name).key(key(partition, sort)));
    }

    private static Map<String, AttributeValue> key(String partition, String sort) {
        return Map.of("pk", AttributeValue.fromS(partition), "sk", AttributeValue.fromS(sort));
    }

    /** A text that every item of its kind has. */
    static String text(Map<String, AttributeValue> item, String attribute) {
        return Objects.requireNonNull(
                Objects.requireNonNull(item.get(attribute), attribute).s(), attribute);
    }

    /** A number that every item of its kind has. */
    static long number(Map<String, AttributeValue> item, String attribute) {
        return Long.parseLong(
                Objects.requireNonNull(item.get(attribute), attribute).n());
    }
}
