// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.simulated.dynamodb;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Set;

/** Reads condition, filter and key-condition expressions. */
final class ConditionParser {
    private static final Set<String> ORDERED = Set.of("S", "N", "B");

    /** Where the parentheses of a group stand. */
    private record Group(int opened, int closed) {}

    private final Tokens tokens;
    private final Placeholders placeholders;
    private Group lastGroup = new Group(-1, -1);

    private ConditionParser(Tokens tokens, Placeholders placeholders) {
        this.tokens = tokens;
        this.placeholders = placeholders;
    }

    /** The condition that {@code expression} states; it is the request's parameter {@code kind}. */
    static Condition parse(String kind, String expression, Placeholders placeholders) {
        Tokens tokens = new Tokens(kind, expression);
        Condition condition = new ConditionParser(tokens, placeholders).anyOf();
        tokens.expectEnd();
        return condition;
    }

    private Condition anyOf() {
        Condition condition = allOf();
        while (tokens.takeIf("OR")) {
            condition = new Condition.Or(condition, allOf());
        }
        return condition;
    }

    private Condition allOf() {
        Condition condition = negatable();
        while (tokens.takeIf("AND")) {
            condition = new Condition.And(condition, negatable());
        }
        return condition;
    }

    private Condition negatable() {
        return tokens.takeIf("NOT") ? new Condition.Not(negatable()) : simple();
    }

    private Condition simple() {
        if (tokens.nextIs("(")) {
            return group();
        }
        return "(".equals(tokens.peekSecond()) && !tokens.nextIs("SIZE") ? function() : comparison();
    }

    private Condition group() {
        int opened = tokens.position();
        tokens.expect("(");
        Condition inner = anyOf();
        boolean doubled = lastGroup.equals(new Group(opened + 1, tokens.position() - 1));
        lastGroup = new Group(opened, tokens.position());
        tokens.expect(")");
        if (doubled) {
            throw tokens.invalid("The expression has redundant parentheses;");
        }
        return inner;
    }

    private Condition function() {
        String name = tokens.take().toLowerCase(Locale.ROOT);
        tokens.expect("(");
        Condition function = switch (name) {
            case "attribute_exists" -> new Condition.Exists(placeholders.path(tokens), true);
            case "attribute_not_exists" -> new Condition.Exists(placeholders.path(tokens), false);
            case "begins_with" -> {
                Condition.Operand operand = operand();
                tokens.expect(",");
                yield new Condition.BeginsWith(operand, operand());
            }
            default -> throw tokens.invalid("Not simulated, or no function of DynamoDB; function: " + name);
        };
        tokens.expect(")");
        return function;
    }

    private Condition comparison() {
        Condition.Operand left = operand();
        if (tokens.takeIf("BETWEEN")) {
            Condition.Operand from = operand();
            tokens.expect("AND");
            Condition.Operand to = operand();
            expectOrder(from, to);
            return new Condition.Between(left, from, to);
        }
        if (tokens.nextIs("IN")) {
            throw tokens.invalid("Not simulated; operator: IN");
        }
        Condition.Comparator comparator = Condition.Comparator.of(tokens.peek()).orElseThrow(tokens::syntax);
        tokens.take();
        Condition.Operand right = operand();
        if (comparator != Condition.Comparator.EQUAL && comparator != Condition.Comparator.UNEQUAL) {
            expectOrdered(left);
            expectOrdered(right);
        }
        return new Condition.Comparison(left, comparator, right);
    }

    private Condition.Operand operand() {
        if (tokens.nextIs("SIZE") && "(".equals(tokens.peekSecond())) {
            tokens.take();
            tokens.expect("(");
            Path path = placeholders.path(tokens);
            tokens.expect(")");
            return new Condition.Operand.Size(path);
        }
        return tokens.peek().charAt(0) == ':'
                ? new Condition.Operand.Given(placeholders.value(tokens))
                : new Condition.Operand.At(placeholders.path(tokens));
    }

    private void expectOrdered(Condition.Operand operand) {
        if (operand instanceof Condition.Operand.Given(JsonNode value) && !ORDERED.contains(Values.type(value))) {
            throw tokens.invalid(
                    "Incorrect operand type for operator or function; operand type: " + Values.type(value));
        }
    }

    private void expectOrder(Condition.Operand from, Condition.Operand to) {
        expectOrdered(from);
        expectOrdered(to);
        if (from instanceof Condition.Operand.Given(JsonNode lower)
                && to instanceof Condition.Operand.Given(JsonNode upper)
                && Values.compare(lower, upper).orElse(1) > 0) {
            throw tokens.invalid(
                    "The BETWEEN operator requires upper bound to be greater than or equal to lower bound of one type;");
        }
    }
}
