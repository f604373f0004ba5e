// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.dynamodb;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/**
 * The key of the canary's own item: one for each pair of Regions, from and to, so that two checkers never write the same item, and
 * the replicas of a global table never get two versions of it.
 */
final class CanaryKey {
    private CanaryKey() {}

    /** The key in a table of that shape; empty when none can be made that no item of the owner's can have. */
    static Optional<Map<String, AttributeValue>> of(TableDescription table, String from, String to) {
        String name = "autofailover#canary#" + from + "#" + to;
        Map<String, AttributeValue> key = new HashMap<>();
        for (KeySchemaElement part : table.keySchema()) {
            Optional<AttributeValue> value = value(part.keyType(), type(table, part), name);
            if (value.isEmpty()) {
                return Optional.empty();
            }
            key.put(part.attributeName(), value.get());
        }
        return Optional.of(Map.copyOf(key));
    }

    private static Optional<AttributeValue> value(KeyType part, ScalarAttributeType type, String name) {
        return switch (type) {
            case S -> Optional.of(AttributeValue.fromS(name));
            case B -> Optional.of(AttributeValue.fromB(SdkBytes.fromUtf8String(name)));
            // Within a partition of our own any number is ours; as the partition, every number could be somebody's.
            case N -> part == KeyType.RANGE ? Optional.of(AttributeValue.fromN("0")) : Optional.empty();
            case UNKNOWN_TO_SDK_VERSION -> Optional.empty();
        };
    }

    private static ScalarAttributeType type(TableDescription table, KeySchemaElement part) {
        return table.attributeDefinitions().stream()
                .filter(attribute -> attribute.attributeName().equals(part.attributeName()))
                .map(AttributeDefinition::attributeType)
                .findFirst()
                .orElse(ScalarAttributeType.UNKNOWN_TO_SDK_VERSION);
    }
}
