// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.simulated.dynamodb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.autofailover.simulated.JsonProtocol;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** One table: its items, in the order of their keys. */
final class Table {
    private static final int ITEM_BYTES = 400 * 1024;

    private final TableDefinition definition;
    private final NavigableMap<Key, ObjectNode> items = new TreeMap<>();
    private Optional<String> expiry = Optional.empty();
    private boolean recoverable;
    private boolean deletionProtected;

    Table(TableDefinition definition) {
        this.definition = definition;
    }

    /** Where an item is: its partition, and its place there. */
    record Key(JsonNode partition, Optional<JsonNode> place) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            int partitions = Values.compare(partition, other.partition).orElseThrow();
            if (partitions != 0 || place.isEmpty() || other.place.isEmpty()) {
                return partitions;
            }
            return Values.compare(place.get(), other.place.get()).orElseThrow();
        }
    }

    TableDefinition definition() {
        return definition;
    }

    /** The items in order, without those whose time is over at {@code now}. */
    Collection<ObjectNode> items(Instant now) {
        expiry.ifPresent(attribute -> items.values().removeIf(item -> isOver(item.path(attribute), now)));
        return items.values();
    }

    private static boolean isOver(JsonNode expires, Instant now) {
        // Anything but a number does not expire, nor does what is over for more than five years (DynamoDB's guard
        // against seconds taken for
        // something else).
        if (!expires.has("N")) {
            return false;
        }
        long second = Values.number(expires).longValue();
        return second <= now.getEpochSecond() && second > now.getEpochSecond() - 5L * 365 * 24 * 3600;
    }

    /** The item with this key. */
    Optional<ObjectNode> get(Key key, Instant now) {
        items(now);
        return Optional.ofNullable(items.get(key));
    }

    /** Puts the item where its key says. */
    void put(ObjectNode item) {
        if (Values.itemBytes(item) > ITEM_BYTES) {
            throw Values.invalid("Item size has exceeded the maximum allowed size");
        }
        items.put(keyOf(item), item);
    }

    void remove(Key key) {
        items.remove(key);
    }

    int size() {
        return items.size();
    }

    /** The key of a whole item, or of nothing but a key. */
    Key keyOf(ObjectNode attributes) {
        JsonNode partition = keyValue(attributes, definition.partitionKey());
        return new Key(partition, definition.sortKey().map(sort -> keyValue(attributes, sort)));
    }

    private JsonNode keyValue(ObjectNode attributes, String name) {
        JsonNode value = attributes.get(name);
        if (value == null) {
            throw Values.invalid("One or more parameter values were invalid: Missing the key " + name + " in the item");
        }
        String expected = definition.typeOf(name);
        if (!Values.type(value).equals(expected)) {
            throw Values.invalid("One or more parameter values were invalid: Type mismatch for key " + name
                    + " expected: " + expected + " actual: " + Values.type(value));
        }
        if (Values.content(value).asText().isEmpty()) {
            throw Values.invalid("One or more parameter values are not valid. The AttributeValue for a key attribute"
                    + " cannot contain an empty string value. Key: " + name);
        }
        return value;
    }

    /** Reads a parameter that must be a key and nothing more. */
    Key keyOnly(ObjectNode attributes) {
        if (attributes.size() != definition.keys().size()
                || !definition.keys().stream().allMatch(attributes::has)) {
            throw Values.invalid("The provided key element does not match the schema");
        }
        return keyOf(attributes);
    }

    /** The key attributes of {@code item}, as LastEvaluatedKey gives them. */
    ObjectNode keyAttributes(ObjectNode item) {
        ObjectNode key = JsonProtocol.object();
        List<String> names = new ArrayList<>(definition.keys());
        names.forEach(name -> key.set(name, item.get(name)));
        return key;
    }

    Optional<String> expiry() {
        return expiry;
    }

    void expireBy(Optional<String> attribute) {
        expiry = attribute;
    }

    boolean recoverable() {
        return recoverable;
    }

    void recoverable(boolean on) {
        recoverable = on;
    }

    boolean deletionProtected() {
        return deletionProtected;
    }

    void deletionProtected(boolean on) {
        deletionProtected = on;
    }
}
