// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.simulated.dynamodb;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.autofailover.simulated.Input;
import dev.autofailover.simulated.JsonProtocol;
import dev.autofailover.simulated.SimulatedAws;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a table was created as.
 *
 * @param keyTypes the types of the key attributes: S, N or B
 */
record TableDefinition(
        String name,
        String region,
        String partitionKey,
        Optional<String> sortKey,
        Map<String, String> keyTypes,
        Instant created) {

    /** The definition that a CreateTable request gives. */
    static TableDefinition of(String region, Input input, Instant now) {
        Map<String, String> types = new LinkedHashMap<>();
        input.inputs("AttributeDefinitions")
                .forEach(attribute -> types.put(attribute.text("AttributeName"), attribute.text("AttributeType")));
        List<Input> schema = input.inputs("KeySchema");
        List<String> keys =
                schema.stream().map(key -> key.text("AttributeName")).toList();
        List<String> roles = schema.stream().map(key -> key.text("KeyType")).toList();
        if (!roles.equals(List.of("HASH")) && !roles.equals(List.of("HASH", "RANGE"))) {
            throw input.refused("Invalid KeySchema: expected one HASH key, and one RANGE key at most");
        }
        if (!types.keySet().equals(new HashSet<>(keys))) {
            throw input.refused("One or more parameter values were invalid: Number of attributes in KeySchema does not"
                    + " exactly match number of attributes defined in AttributeDefinitions");
        }
        Optional<String> sort = keys.size() > 1 ? Optional.of(keys.get(1)) : Optional.empty();
        return new TableDefinition(input.text("TableName"), region, keys.getFirst(), sort, Map.copyOf(types), now);
    }

    String typeOf(String key) {
        return keyTypes.getOrDefault(key, "S");
    }

    List<String> keys() {
        return Stream.concat(Stream.of(partitionKey), sortKey.stream()).toList();
    }

    String arn() {
        return "arn:aws:dynamodb:" + region + ":" + SimulatedAws.ACCOUNT + ":table/" + name;
    }

    /** As DescribeTable shows it. */
    ObjectNode described(int items, boolean deletionProtected) {
        ObjectNode table = JsonProtocol.object()
                .put("TableName", name)
                .put("TableArn", arn())
                .put("TableStatus", "ACTIVE")
                .put("ItemCount", items)
                .put("DeletionProtectionEnabled", deletionProtected)
                .put("CreationDateTime", created.toEpochMilli() / 1000.0);
        ArrayNode schema = table.putArray("KeySchema");
        ArrayNode types = table.putArray("AttributeDefinitions");
        keys().forEach(key -> {
            schema.addObject().put("AttributeName", key).put("KeyType", key.equals(partitionKey) ? "HASH" : "RANGE");
            types.addObject().put("AttributeName", key).put("AttributeType", typeOf(key));
        });
        table.putObject("BillingModeSummary").put("BillingMode", "PAY_PER_REQUEST");
        return table;
    }
}
