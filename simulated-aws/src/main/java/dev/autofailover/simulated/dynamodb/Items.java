// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.simulated.dynamodb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.autofailover.simulated.AwsError;
import dev.autofailover.simulated.Input;
import dev.autofailover.simulated.JsonProtocol;
import dev.autofailover.simulated.SimulatedTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reading and writing single items. */
final class Items {
    private static final int BATCH = 25;

    private final Tables tables;
    private final SimulatedTime time;

    Items(Tables tables, SimulatedTime time) {
        this.tables = tables;
        this.time = time;
    }

    JsonNode get(String region, Input input) {
        Table table = tables.table(region, input);
        Placeholders placeholders = new Placeholders(input);
        Projection projection = Projection.of(input, placeholders);
        placeholders.expectAllUsed();
        ObjectNode output = JsonProtocol.object();
        table.get(key(table, input), time.instant()).ifPresent(item -> output.set("Item", projection.of(item)));
        return output;
    }

    JsonNode put(String region, Input input) {
        Table table = tables.table(region, input);
        ObjectNode item = Values.checkedItem(input.object("Item"));
        expectReturnValues(input, "NONE", "ALL_OLD");
        Optional<ObjectNode> before = table.get(table.keyOf(item), time.instant());
        expectCondition(input, new Placeholders(input), before);
        table.put(item);
        return returned(input, before);
    }

    JsonNode delete(String region, Input input) {
        Table table = tables.table(region, input);
        Table.Key key = key(table, input);
        expectReturnValues(input, "NONE", "ALL_OLD");
        Optional<ObjectNode> before = table.get(key, time.instant());
        expectCondition(input, new Placeholders(input), before);
        table.remove(key);
        return returned(input, before);
    }

    JsonNode update(String region, Input input) {
        Table table = tables.table(region, input);
        Table.Key key = key(table, input);
        expectReturnValues(input, "NONE", "ALL_OLD", "ALL_NEW", "UPDATED_OLD", "UPDATED_NEW");
        Placeholders placeholders = new Placeholders(input);
        Update update = input.optionalText("UpdateExpression")
                .map(expression -> UpdateParser.parse(expression, placeholders))
                .orElse(new Update(List.of()));
        Optional<ObjectNode> before = table.get(key, time.instant());
        expectCondition(input, placeholders, before);
        expectKeyUntouched(table, update);
        ObjectNode after = update.applyTo(before.orElseGet(() -> Values.checkedItem(input.object("Key"))));
        // First, so that an answer that can't be given refuses the update before it has had its effect.
        JsonNode answer = returned(input, update, before, after);
        table.put(after);
        return answer;
    }

    JsonNode writeBatch(String region, Input input) {
        ObjectNode requests = input.object("RequestItems");
        int count = requests.valueStream().mapToInt(JsonNode::size).sum();
        if (count == 0 || count > BATCH) {
            throw input.refused("1 validation error detected: a batch takes 1 to 25 requests, not " + count);
        }
        for (Map.Entry<String, JsonNode> entry : requests.properties()) {
            Table table = tables.table(region, entry.getKey());
            entry.getValue().forEach(request -> write(table, request, input));
        }
        ObjectNode output = JsonProtocol.object();
        output.putObject("UnprocessedItems");
        return output;
    }

    private static void write(Table table, JsonNode request, Input input) {
        if (request.path("PutRequest").get("Item") instanceof ObjectNode item) {
            table.put(Values.checkedItem(item));
        } else if (request.path("DeleteRequest").get("Key") instanceof ObjectNode key) {
            table.remove(table.keyOnly(Values.checkedItem(key)));
        } else {
            throw input.refused("Supplied WriteRequest has neither a PutRequest nor a DeleteRequest");
        }
    }

    private static Table.Key key(Table table, Input input) {
        return table.keyOnly(Values.checkedItem(input.object("Key")));
    }

    private static void expectReturnValues(Input input, String... known) {
        String wanted = input.optionalText("ReturnValues").orElse("NONE");
        if (!List.of(known).contains(wanted)) {
            throw input.refused("ReturnValues can only be " + String.join(" or ", known));
        }
    }

    private static void expectCondition(Input input, Placeholders placeholders, Optional<ObjectNode> before) {
        Optional<Condition> condition = input.optionalText("ConditionExpression")
                .map(expression -> ConditionParser.parse("ConditionExpression", expression, placeholders));
        placeholders.expectAllUsed();
        if (condition.isEmpty() || condition.get().holds(before.orElseGet(JsonProtocol::object))) {
            return;
        }
        boolean tell = "ALL_OLD"
                .equals(input.optionalText("ReturnValuesOnConditionCheckFailure")
                        .orElse("NONE"));
        throw new AwsError(
                400,
                "ConditionalCheckFailedException",
                "The conditional request failed",
                tell && before.isPresent() ? Map.of("Item", before.get()) : Map.of());
    }

    private static void expectKeyUntouched(Table table, Update update) {
        update.actions().stream()
                .map(action -> action.path().attribute())
                .filter(table.definition().keys()::contains)
                .findFirst()
                .ifPresent(name -> {
                    throw Values.invalid("One or more parameter values were invalid: Cannot update attribute " + name
                            + ". This attribute is part of the key");
                });
    }

    private static ObjectNode returned(Input input, Optional<ObjectNode> before) {
        ObjectNode output = JsonProtocol.object();
        if ("ALL_OLD".equals(input.optionalText("ReturnValues").orElse("NONE"))) {
            before.ifPresent(item -> output.set("Attributes", item));
        }
        return output;
    }

    private static ObjectNode returned(Input input, Update update, Optional<ObjectNode> before, ObjectNode after) {
        Projection updated = new Projection(
                update.actions().stream().map(Update.Action::path).toList());
        Optional<ObjectNode> attributes =
                switch (input.optionalText("ReturnValues").orElse("NONE")) {
                    case "ALL_OLD" -> before;
                    case "ALL_NEW" -> Optional.of(after);
                    case "UPDATED_OLD" -> before.map(updated::of);
                    case "UPDATED_NEW" -> Optional.of(updated.of(after));
                    default -> Optional.empty();
                };
        ObjectNode output = JsonProtocol.object();
        attributes.filter(item -> !item.isEmpty()).ifPresent(item -> output.set("Attributes", item));
        return output;
    }
}
