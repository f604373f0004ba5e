// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.simulated.dynamodb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.autofailover.simulated.AwsError;
import dev.autofailover.simulated.JsonProtocol;
import java.math.BigDecimal;
import java.util.List;

/** An update expression, read: what it changes, in the order written. */
record Update(List<Action> actions) {
    /** One change. */
    sealed interface Action {
        /** What is changed. */
        Path path();

        /** Puts a value there. */
        record Set(Path path, Value value) implements Action {}

        /** Takes away what is there. */
        record Remove(Path path) implements Action {}

        /** Adds a number to a number, or elements to a set; what is not there counts as zero, or as empty. */
        record Add(Path path, JsonNode value) implements Action {}
    }

    /** The right side of a SET. */
    sealed interface Value {
        /** What is at this path before the update. */
        record At(Path path) implements Value {}

        /** A value that came with the request. */
        record Given(JsonNode value) implements Value {}

        /** What is at this path, or another value when there is nothing. */
        record IfNotExists(Path path, Value otherwise) implements Value {}

        /** Two lists, one after the other. */
        record ListAppend(Value first, Value second) implements Value {}

        /** The sum, or the difference, of two numbers. */
        record Sum(Value left, boolean plus, Value right) implements Value {}
    }

    /** {@code item} after the update; itself unchanged. */
    ObjectNode applyTo(ObjectNode item) {
        ObjectNode changed = item.deepCopy();
        for (Action action : actions) {
            switch (action) {
                case Action.Set(Path path, Value value) ->
                    path.set(changed, evaluate(value, item).deepCopy());
                case Action.Remove(Path path) -> path.remove(changed);
                case Action.Add(Path path, JsonNode value) -> path.set(changed, sum(path, value, item));
            }
        }
        return changed;
    }

    private static JsonNode evaluate(Value value, ObjectNode item) {
        return switch (value) {
            case Value.Given(JsonNode given) -> given;
            case Value.At(Path path) ->
                path.in(item)
                        .orElseThrow(() -> Values.invalid(
                                "The provided expression refers to an attribute that does not exist in the item"));
            case Value.IfNotExists(Path path, Value otherwise) ->
                path.in(item).orElseGet(() -> evaluate(otherwise, item));
            case Value.ListAppend(Value first, Value second) -> append(evaluate(first, item), evaluate(second, item));
            case Value.Sum(Value left, boolean plus, Value right) -> {
                BigDecimal operand = numberOf(evaluate(right, item));
                yield Values.number(numberOf(evaluate(left, item)).add(plus ? operand : operand.negate()));
            }
        };
    }

    private static JsonNode append(JsonNode first, JsonNode second) {
        if (!(first.get("L") instanceof ArrayNode head) || !(second.get("L") instanceof ArrayNode tail)) {
            throw wrongType("list_append");
        }
        return JsonProtocol.object().set("L", head.deepCopy().addAll(tail));
    }

    private static BigDecimal numberOf(JsonNode value) {
        if (!value.has("N")) {
            throw wrongType("+ or -");
        }
        return Values.number(value);
    }

    private static JsonNode sum(Path path, JsonNode added, ObjectNode item) {
        String type = Values.type(added);
        JsonNode present = path.in(item).orElse(added);
        boolean missing = path.in(item).isEmpty();
        if (!Values.type(present).equals(type)) {
            throw Values.invalid("An operand in the update expression has an incorrect data type");
        }
        if (missing) {
            return added.deepCopy();
        }
        if ("N".equals(type)) {
            return Values.number(Values.number(present).add(Values.number(added)));
        }
        ArrayNode union = present.<ObjectNode>deepCopy().withArray(type);
        java.util.Set<JsonNode> there = Values.elements(union);
        Values.content(added).forEach(element -> {
            if (!there.contains(element)) {
                union.add(element);
            }
        });
        return JsonProtocol.object().set(type, union);
    }

    private static AwsError wrongType(String where) {
        return Values.invalid(
                "An operand in the update expression has an incorrect data type; operator or function: " + where);
    }
}
