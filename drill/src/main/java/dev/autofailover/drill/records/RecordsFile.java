// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.drill.records;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Items as lines of DynamoDB's own JSON, and a last line that says how many there are: a file that was cut off is known by its lack.
 */
public final class RecordsFile {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int VERSION = 1;

    private RecordsFile() {}

    /** The lines that hold {@code items}. */
    static List<String> lines(List<Map<String, AttributeValue>> items) {
        List<String> lines = new ArrayList<>();
        items.forEach(item -> lines.add(line(item)));
        lines.add(JSON.createObjectNode()
                .put("autofailoverRecords", VERSION)
                .put("items", items.size())
                .toString());
        return lines;
    }

    private static String line(Map<String, AttributeValue> item) {
        ObjectNode line = JSON.createObjectNode();
        item.keySet().stream().sorted().forEach(name -> {
            AttributeValue value = item.get(name);
            if (value != null) {
                boolean isNumber = value.n() != null;
                line.putObject(name).put(isNumber ? "N" : "S", isNumber ? value.n() : value.s());
            }
        });
        return line.toString();
    }

    /**
     * The items that those lines hold.
     *
     * @throws NotMoved when they are not all that {@link #lines} wrote
     */
    static List<Map<String, AttributeValue>> items(List<String> lines) throws NotMoved {
        if (lines.isEmpty()) {
            throw new NotMoved("the file is empty: export again");
        }
        JsonNode end = parsed(lines.getLast(), lines.size());
        if (end.path("autofailoverRecords").asInt() != VERSION) {
            throw new NotMoved("the file has no last line of an export, so it was cut off, or is none: export again");
        }
        if (end.path("items").asInt(-1) != lines.size() - 1) {
            throw new NotMoved(
                    "the file says " + end.path("items") + " items and holds " + (lines.size() - 1) + ": export again");
        }
        List<Map<String, AttributeValue>> items = new ArrayList<>();
        for (int i = 0; i < lines.size() - 1; i++) {
            items.add(item(parsed(lines.get(i), i + 1), i + 1));
        }
        return items;
    }

    private static JsonNode parsed(String line, int number) throws NotMoved {
        try {
            return JSON.readTree(line);
        } catch (JsonProcessingException broken) {
            throw new NotMoved("line " + number + " is no JSON: export again");
        }
    }

    private static Map<String, AttributeValue> item(JsonNode line, int number) throws NotMoved {
        Map<String, AttributeValue> item = new HashMap<>();
        for (Map.Entry<String, JsonNode> attribute : line.properties()) {
            JsonNode value = attribute.getValue();
            if (value.path("S").isTextual()) {
                item.put(
                        attribute.getKey(), AttributeValue.fromS(value.path("S").asText()));
            } else if (value.path("N").isTextual()) {
                item.put(
                        attribute.getKey(), AttributeValue.fromN(value.path("N").asText()));
            } else {
                throw new NotMoved("line " + number + " has an attribute " + attribute.getKey() + " of no known kind");
            }
        }
        if (!item.containsKey("pk") || !item.containsKey("sk")) {
            throw new NotMoved("line " + number + " has no key: export again");
        }
        return item;
    }
}
