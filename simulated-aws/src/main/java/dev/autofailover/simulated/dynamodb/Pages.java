// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.simulated.dynamodb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.autofailover.simulated.Input;
import dev.autofailover.simulated.JsonProtocol;
import dev.autofailover.simulated.SimulatedTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Query and Scan: items in order, a page at a time. */
final class Pages {
    private static final int PAGE_BYTES = 1024 * 1024;

    private final Tables tables;
    private final SimulatedTime time;

    Pages(Tables tables, SimulatedTime time) {
        this.tables = tables;
        this.time = time;
    }

    JsonNode query(String region, Input input) {
        Table table = tables.table(region, input);
        Placeholders placeholders = new Placeholders(input);
        KeyCondition keys = KeyCondition.parse(input.text("KeyConditionExpression"), table, placeholders);
        List<ObjectNode> items = new ArrayList<>(
                table.items(time.instant()).stream().filter(keys::holds).toList());
        boolean forward = !input.json().has("ScanIndexForward") || input.flag("ScanIndexForward");
        if (!forward) {
            Collections.reverse(items);
        }
        return page(table, items, forward, new Selection(input, placeholders));
    }

    JsonNode scan(String region, Input input) {
        Table table = tables.table(region, input);
        Placeholders placeholders = new Placeholders(input);
        List<ObjectNode> items = List.copyOf(table.items(time.instant()));
        return page(table, items, true, new Selection(input, placeholders));
    }

    /** What a request wants of the items that its keys lead to. */
    private static final class Selection {
        private final Input input;
        private final Optional<Condition> filter;
        private final Projection projection;
        private final boolean countOnly;
        private final int limit;

        Selection(Input input, Placeholders placeholders) {
            this.input = input;
            filter = input.optionalText("FilterExpression")
                    .map(expression -> ConditionParser.parse("FilterExpression", expression, placeholders));
            projection = Projection.of(input, placeholders);
            placeholders.expectAllUsed();
            String select = input.optionalText("Select").orElse("ALL_ATTRIBUTES");
            countOnly = "COUNT".equals(select);
            if (!countOnly && !List.of("ALL_ATTRIBUTES", "SPECIFIC_ATTRIBUTES").contains(select)) {
                throw input.refused("Not simulated: Select " + select);
            }
            limit = input.number("Limit").orElse(Integer.MAX_VALUE);
            if (limit < 1) {
                throw input.refused("Limit must be greater than or equal to 1");
            }
        }
    }

    private static JsonNode page(Table table, List<ObjectNode> items, boolean forward, Selection selection) {
        List<ObjectNode> left = after(table, items, forward, selection.input);
        List<ObjectNode> seen = new ArrayList<>();
        int bytes = 0;
        for (ObjectNode item : left) {
            if (seen.size() == selection.limit || bytes > PAGE_BYTES) {
                break;
            }
            seen.add(item);
            bytes += Values.itemBytes(item);
        }
        List<ObjectNode> found = seen.stream()
                .filter(item ->
                        selection.filter.map(filter -> filter.holds(item)).orElse(true))
                .toList();
        ObjectNode output = JsonProtocol.object().put("Count", found.size()).put("ScannedCount", seen.size());
        if (!selection.countOnly) {
            ArrayNode list = output.putArray("Items");
            found.forEach(item -> list.add(selection.projection.of(item)));
        }
        // As on AWS, a page that ends just at the limit says so even when nothing follows.
        if (!seen.isEmpty() && (seen.size() < left.size() || seen.size() == selection.limit)) {
            output.set("LastEvaluatedKey", table.keyAttributes(seen.getLast()));
        }
        return output;
    }

    private static List<ObjectNode> after(Table table, List<ObjectNode> items, boolean forward, Input input) {
        Optional<Table.Key> start =
                input.optionalObject("ExclusiveStartKey").map(key -> table.keyOnly(Values.checkedItem(key)));
        if (start.isEmpty()) {
            return items;
        }
        return items.stream()
                .filter(item -> {
                    int order = table.keyOf(item).compareTo(start.get());
                    return forward ? order > 0 : order < 0;
                })
                .toList();
    }
}
