// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.tests.simulation;

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

/** How many read units a call takes, by the size of the items that it reads: one for each 4 KB begun, read consistently. */
final class ReadUnits {
    private static final double UNIT = 4_096;

    private final Map<String, Integer> sizes = new HashMap<>();

    ReadUnits(DynamoDbClient client, String table) {
        client.scanPaginator(scan -> scan.tableName(table))
                .items()
                .forEach(item -> sizes.put(
                        key(text(item.get("pk")), text(item.get("sk"))),
                        item.toString().length()));
    }

    private static String text(@Nullable AttributeValue value) {
        return value == null ? "" : value.s();
    }

    private static String key(String partition, String sort) {
        return partition + "\n" + sort;
    }

    double of(RecordedCall call) {
        try {
            JsonNode request = new ObjectMapper().readTree(call.request().body());
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
            return Math.max(1, Math.ceil(bytes / UNIT));
        } catch (IOException noJson) {
            throw new UncheckedIOException(noJson);
        }
    }
}
