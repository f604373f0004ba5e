// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.simulated.dynamodb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.autofailover.simulated.Input;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** The {@code #names} and {@code :values} of one request; knows at the end which were never used, as DynamoDB refuses those. */
final class Placeholders {
    private static final Set<String> RESERVED = reservedWords();

    private final ObjectNode names;
    private final ObjectNode values;
    private final Set<String> used = new HashSet<>();

    Placeholders(Input input) {
        names = input.within("ExpressionAttributeNames").json();
        values = Values.checkedItem(input.within("ExpressionAttributeValues").json());
    }

    /** Reads a document path. */
    Path path(Tokens tokens) {
        List<Path.Element> elements = new ArrayList<>();
        elements.add(new Path.Element.Name(name(tokens)));
        while (true) {
            if (tokens.takeIf(".")) {
                elements.add(new Path.Element.Name(name(tokens)));
            } else if (tokens.takeIf("[")) {
                elements.add(new Path.Element.Position(position(tokens)));
                tokens.expect("]");
            } else {
                return new Path(List.copyOf(elements));
            }
        }
    }

    private static int position(Tokens tokens) {
        if (!tokens.peek().matches("[0-9]{1,6}")) {
            throw tokens.syntax();
        }
        return Integer.parseInt(tokens.take());
    }

    private String name(Tokens tokens) {
        String token = tokens.peek();
        if (!token.matches("#?[A-Za-z0-9_]+") || Character.isDigit(token.charAt(0))) {
            throw tokens.syntax();
        }
        tokens.take();
        if (token.charAt(0) != '#') {
            if (RESERVED.contains(token.toUpperCase(Locale.ROOT))) {
                throw tokens.invalid("Attribute name is a reserved keyword; reserved keyword: " + token);
            }
            return token;
        }
        JsonNode name = names.get(token);
        if (name == null) {
            throw tokens.invalid(
                    "An expression attribute name used in the document path is not defined; attribute name: " + token);
        }
        used.add(token);
        return name.asText();
    }

    /** Reads a {@code :value}. */
    JsonNode value(Tokens tokens) {
        String token = tokens.peek();
        if (token.charAt(0) != ':') {
            throw tokens.syntax();
        }
        tokens.take();
        JsonNode value = values.get(token);
        if (value == null) {
            throw tokens.invalid(
                    "An expression attribute value used in expression is not defined; attribute value: " + token);
        }
        used.add(token);
        return value;
    }

    /** Refuses the request if it brought a name or a value that no expression used. */
    void expectAllUsed() {
        expectUsed(names, "Names");
        expectUsed(values, "Values");
    }

    private void expectUsed(ObjectNode given, String kind) {
        Set<String> unused = new HashSet<>();
        given.fieldNames().forEachRemaining(unused::add);
        unused.removeAll(used);
        if (!unused.isEmpty()) {
            throw Values.invalid("Value provided in ExpressionAttribute" + kind + " unused in expressions: keys: {"
                    + unused.stream().sorted().collect(Collectors.joining(", ")) + "}");
        }
    }

    private static Set<String> reservedWords() {
        try (InputStream file = Objects.requireNonNull(Placeholders.class.getResourceAsStream("reserved-words.txt"))) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .flatMap(line -> Arrays.stream(line.split(" ")))
                    .collect(Collectors.toUnmodifiableSet());
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }
}
