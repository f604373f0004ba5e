// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.simulated.dynamodb;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A key condition: one partition, and at most one condition on the place within it. */
record KeyCondition(Condition condition) {
    /** Reads it, and refuses what is a condition but none of these. */
    static KeyCondition parse(String expression, Table table, Placeholders placeholders) {
        Condition condition = ConditionParser.parse("KeyConditionExpression", expression, placeholders);
        List<Condition> parts = new ArrayList<>();
        split(condition, parts);
        String partition = table.definition().partitionKey();
        long partitions =
                parts.stream().filter(part -> isPartition(part, partition)).count();
        boolean placesFit = parts.stream()
                .filter(part -> !isPartition(part, partition))
                .allMatch(part -> attribute(part).equals(table.definition().sortKey()) && isPlace(part));
        if (partitions != 1) {
            throw Values.invalid("Query condition missed key schema element: " + partition);
        }
        if (!placesFit || parts.size() > 2) {
            throw Values.invalid("Query key condition not supported");
        }
        return new KeyCondition(condition);
    }

    /** Whether {@code item} is among those meant. */
    boolean holds(ObjectNode item) {
        return condition.holds(item);
    }

    private static void split(Condition condition, List<Condition> parts) {
        if (condition instanceof Condition.And(Condition left, Condition right)) {
            split(left, parts);
            split(right, parts);
        } else {
            parts.add(condition);
        }
    }

    private static boolean isPartition(Condition part, String partition) {
        return part instanceof Condition.Comparison(var left, var comparator, var right)
                && comparator == Condition.Comparator.EQUAL
                && isAttribute(left, partition)
                && right instanceof Condition.Operand.Given;
    }

    private static boolean isAttribute(Condition.Operand operand, String name) {
        return operand instanceof Condition.Operand.At(Path path)
                && path.elements().size() == 1
                && path.attribute().equals(name);
    }

    private static Optional<String> attribute(Condition part) {
        Optional<Condition.Operand> operand = switch (part) {
            case Condition.Comparison comparison -> Optional.of(comparison.left());
            case Condition.Between between -> Optional.of(between.operand());
            case Condition.BeginsWith begins -> Optional.of(begins.operand());
            default -> Optional.empty();
        };
        return operand.filter(Condition.Operand.At.class::isInstance)
                .map(Condition.Operand.At.class::cast)
                .filter(at -> at.path().elements().size() == 1)
                .map(at -> at.path().attribute());
    }

    private static boolean isPlace(Condition part) {
        return switch (part) {
            case Condition.Comparison comparison ->
                comparison.comparator() != Condition.Comparator.UNEQUAL
                        && comparison.right() instanceof Condition.Operand.Given;
            case Condition.Between between ->
                between.from() instanceof Condition.Operand.Given && between.to() instanceof Condition.Operand.Given;
            case Condition.BeginsWith begins -> begins.prefix() instanceof Condition.Operand.Given;
            default -> false;
        };
    }
}
