// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.tests.simulation;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.autofailover.simulated.RecordedCall;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * How many units a call to DynamoDB takes, by the size of the items that it is about: a read one for each 4 KB begun, read consistently, a
 * write one for each KB begun (DynamoDB Developer Guide, "read and write operations", "item sizes").
 */
final class TableUnits {
    private static final double READ = 4_096;
    private static final double WRITE = 1_024;

    private final Map<String, Integer> sizes = new HashMap<>();

    TableUnits(DynamoDbClient client, String table) {
        client.scanPaginator(scan -> scan.tableName(table))
                .items()
                .forEach(item -> sizes.put(key(text(item.get("pk")), text(item.get("sk"))), size(item)));
    }

    private static int size(Map<String, AttributeValue> item) {
        return item.entrySet().stream()
                .mapToInt(attribute -> bytes(attribute.getKey()) + size(attribute.getValue()))
                .sum();
    }

    /** A number takes a byte for two digits, and one more. */
    private static int size(AttributeValue value) {
        return value.n() == null ? bytes(text(value)) : value.n().length() / 2 + 2;
    }

    private static int bytes(String text) {
        return text.getBytes(UTF_8).length;
    }

    private static String text(@Nullable AttributeValue value) {
        return value == null || value.s() == null ? "" : value.s();
    }

    private static String key(String partition, String sort) {
        return partition + "\n" + sort;
    }

    /** Of a GetItem or Query. */
    double read(RecordedCall call) {
        JsonNode request = request(call);
        JsonNode values = request.path("ExpressionAttributeValues");
        String prefix = call.operation().equals("Query")
                ? key(
                        values.path(":pk").path("S").asText(),
                        values.path(":prefix").path("S").asText())
                : key(
                        request.at("/Key/pk/S").asText("?"),
                        request.at("/Key/sk/S").asText());
        double bytes = sizes.entrySet().stream()
                .filter(each -> each.getKey().startsWith(prefix))
                .mapToInt(Map.Entry::getValue)
                .sum();
        return Math.max(1, Math.ceil(bytes / READ));
    }

    /** Of a PutItem or UpdateItem; one that is in no table of ours is a canary's, and small. */
    double written(RecordedCall call) {
        JsonNode request = request(call);
        JsonNode at = call.operation().equals("PutItem") ? request.path("Item") : request.path("Key");
        int bytes = sizes.getOrDefault(
                key(at.at("/pk/S").asText("?"), at.at("/sk/S").asText()), 0);
        return Math.max(1, Math.ceil(bytes / WRITE));
    }

    private static JsonNode request(RecordedCall call) {
        try {
            return new ObjectMapper().readTree(call.request().body());
        } catch (IOException noJson) {
            throw new UncheckedIOException(noJson);
        }
    }
}
