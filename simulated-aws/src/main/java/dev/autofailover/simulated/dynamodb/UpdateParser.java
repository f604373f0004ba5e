// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.simulated.dynamodb;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Reads update expressions: SET, REMOVE and ADD. */
final class UpdateParser {
    private static final Set<String> ADDABLE = Set.of("N", "SS", "NS", "BS");

    private final Tokens tokens;
    private final Placeholders placeholders;
    private final List<Update.Action> actions = new ArrayList<>();
    private final Set<String> clauses = new HashSet<>();

    private UpdateParser(Tokens tokens, Placeholders placeholders) {
        this.tokens = tokens;
        this.placeholders = placeholders;
    }

    /** The update that {@code expression} states. */
    static Update parse(String expression, Placeholders placeholders) {
        UpdateParser parser = new UpdateParser(new Tokens("UpdateExpression", expression), placeholders);
        return parser.update();
    }

    private Update update() {
        do {
            clause();
        } while (!tokens.atEnd());
        expectNoOverlap();
        return new Update(List.copyOf(actions));
    }

    private void clause() {
        String clause = tokens.peek().toUpperCase(Locale.ROOT);
        if (!Set.of("SET", "REMOVE", "ADD").contains(clause)) {
            throw "DELETE".equals(clause) ? tokens.invalid("Not simulated; clause: DELETE") : tokens.syntax();
        }
        if (!clauses.add(clause)) {
            throw tokens.invalid("The \"" + clause + "\" section can only be used once in an update expression;");
        }
        tokens.take();
        do {
            actions.add(
                    switch (clause) {
                        case "SET" -> set();
                        case "REMOVE" -> new Update.Action.Remove(placeholders.path(tokens));
                        default -> add();
                    });
        } while (tokens.takeIf(","));
    }

    private Update.Action set() {
        Path path = placeholders.path(tokens);
        tokens.expect("=");
        Update.Value value = operand();
        if (tokens.nextIs("+") || tokens.nextIs("-")) {
            boolean plus = "+".equals(tokens.take());
            value = new Update.Value.Sum(value, plus, operand());
        }
        return new Update.Action.Set(path, value);
    }

    private Update.Action add() {
        Path path = placeholders.path(tokens);
        JsonNode value = placeholders.value(tokens);
        if (!ADDABLE.contains(Values.type(value))) {
            throw tokens.invalid("Incorrect operand type for operator or function; operator: ADD, operand type: "
                    + Values.type(value));
        }
        return new Update.Action.Add(path, value);
    }

    private Update.Value operand() {
        if (tokens.peek().charAt(0) == ':') {
            return new Update.Value.Given(placeholders.value(tokens));
        }
        if (!"(".equals(tokens.peekSecond())) {
            return new Update.Value.At(placeholders.path(tokens));
        }
        String function = tokens.take().toLowerCase(Locale.ROOT);
        tokens.expect("(");
        Update.Value value = switch (function) {
            case "if_not_exists" -> {
                Path path = placeholders.path(tokens);
                tokens.expect(",");
                yield new Update.Value.IfNotExists(path, operand());
            }
            case "list_append" -> {
                Update.Value first = operand();
                tokens.expect(",");
                yield new Update.Value.ListAppend(first, operand());
            }
            default -> throw tokens.invalid("Not simulated, or no function of DynamoDB; function: " + function);
        };
        tokens.expect(")");
        return value;
    }

    private void expectNoOverlap() {
        for (int i = 0; i < actions.size(); i++) {
            for (Update.Action later : actions.subList(i + 1, actions.size())) {
                if (actions.get(i).path().overlaps(later.path())) {
                    throw tokens.invalid(
                            "Two document paths overlap with each other; must remove or rewrite one of these paths;");
                }
            }
        }
    }
}
