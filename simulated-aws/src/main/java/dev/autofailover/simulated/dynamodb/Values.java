// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.simulated.dynamodb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.autofailover.simulated.AwsError;
import dev.autofailover.simulated.JsonProtocol;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.OptionalInt;
import java.util.Set;

/** Attribute values as they stand on the wire, such as {@code {"S": "a"}}: checked, compared, measured. */
final class Values {
    private static final Set<String> TYPES = Set.of("S", "N", "B", "BOOL", "NULL", "M", "L", "SS", "NS", "BS");
    private static final int DIGITS = 38;

    private Values() {}

    /** The one type of {@code value}. */
    static String type(JsonNode value) {
        if (!value.isObject() || value.size() != 1) {
            throw invalid("Supplied AttributeValue has more than one datatypes set, or none: must contain exactly one");
        }
        String type = value.fieldNames().next();
        if (!TYPES.contains(type)) {
            throw invalid("Supplied AttributeValue has an unknown datatype: " + type);
        }
        return type;
    }

    /** What {@code value} holds, without its type. */
    static JsonNode content(JsonNode value) {
        return value.elements().next();
    }

    /** A copy with every number in its one canonical form, so that equal values are equal nodes. */
    static ObjectNode checked(JsonNode value) {
        String type = type(value);
        ObjectNode copy = value.<ObjectNode>deepCopy();
        switch (type) {
            case "N" -> copy.set("N", canonical(content(value)));
            case "M" -> copy.set("M", checkedItem(content(value)));
            case "L" -> copy.set("L", checkedList((ArrayNode) content(value)));
            case "SS", "NS", "BS" -> copy.set(type, checkedSet(type, content(value)));
            default -> {
                // Nothing to check or to bring into another form.
            }
        }
        return copy;
    }

    /** {@link #checked} for each attribute of an item or a map. */
    static ObjectNode checkedItem(JsonNode item) {
        ObjectNode copy = JsonProtocol.object();
        item.properties().forEach(attribute -> copy.set(attribute.getKey(), checked(attribute.getValue())));
        return copy;
    }

    private static ArrayNode checkedList(ArrayNode list) {
        ArrayNode copy = list.arrayNode();
        list.forEach(element -> copy.add(checked(element)));
        return copy;
    }

    private static ArrayNode checkedSet(String type, JsonNode set) {
        if (set.isEmpty()) {
            throw invalid("One or more parameter values were invalid: An " + type + " may not be empty");
        }
        ArrayNode copy = ((ArrayNode) set).arrayNode();
        set.forEach(element -> copy.add("NS".equals(type) ? canonical(element) : element));
        if (elements(copy).size() != copy.size()) {
            throw invalid("One or more parameter values were invalid: Input collection contains duplicates.");
        }
        return copy;
    }

    /** The elements of a set, which has no order. */
    static Set<JsonNode> elements(JsonNode set) {
        Set<JsonNode> elements = new HashSet<>();
        set.forEach(elements::add);
        return elements;
    }

    static BigDecimal number(JsonNode value) {
        return new BigDecimal(content(value).asText());
    }

    static ObjectNode number(BigDecimal number) {
        ObjectNode value = JsonProtocol.object();
        value.set("N", canonical(number));
        return value;
    }

    private static TextNode canonical(JsonNode text) {
        try {
            return canonical(new BigDecimal(text.asText()));
        } catch (NumberFormatException malformed) {
            throw invalid("The parameter cannot be converted to a numeric value: " + text.asText());
        }
    }

    private static TextNode canonical(BigDecimal number) {
        BigDecimal stripped = number.stripTrailingZeros();
        if (stripped.precision() > DIGITS) {
            throw invalid("Attempting to store more than 38 significant digits in a Number");
        }
        return TextNode.valueOf(stripped.toPlainString());
    }

    /** Whether both are of one type and equal; sets whatever their order. */
    static boolean equal(JsonNode a, JsonNode b) {
        String type = type(a);
        if (!type.equals(type(b))) {
            return false;
        }
        if (type.length() == 2) {
            return elements(content(a)).equals(elements(content(b)));
        }
        return a.equals(b);
    }

    /** The order of two values of one type that has an order (S by its UTF-8 bytes, N, B); empty otherwise. */
    static OptionalInt compare(JsonNode a, JsonNode b) {
        String type = type(a);
        if (!type.equals(type(b))) {
            return OptionalInt.empty();
        }
        return switch (type) {
            case "N" -> OptionalInt.of(number(a).compareTo(number(b)));
            case "S", "B" -> OptionalInt.of(Arrays.compareUnsigned(bytes(a), bytes(b)));
            default -> OptionalInt.empty();
        };
    }

    /** The bytes of an S or a B. */
    static byte[] bytes(JsonNode value) {
        String text = content(value).asText();
        return value.has("B") ? Base64.getDecoder().decode(text) : text.getBytes(StandardCharsets.UTF_8);
    }

    /** What the function {@code size} says; empty for types without one. */
    static OptionalInt size(JsonNode value) {
        return switch (type(value)) {
            case "S" -> OptionalInt.of(content(value).asText().length());
            case "B" -> OptionalInt.of(bytes(value).length);
            case "M", "L", "SS", "NS", "BS" -> OptionalInt.of(content(value).size());
            default -> OptionalInt.empty();
        };
    }

    /** The bytes that count towards the limit of an item: names and values. */
    static int itemBytes(JsonNode item) {
        return item.properties().stream()
                .mapToInt(attribute ->
                        attribute.getKey().getBytes(StandardCharsets.UTF_8).length + valueBytes(attribute.getValue()))
                .sum();
    }

    private static int valueBytes(JsonNode value) {
        JsonNode content = content(value);
        return switch (type(value)) {
            case "S", "B" -> bytes(value).length;
            case "N" -> numberBytes(content);
            case "M" -> 3 + itemBytes(content) + content.size();
            case "L" ->
                3
                        + content.size()
                        + content.valueStream().mapToInt(Values::valueBytes).sum();
            case "SS", "BS" ->
                content.valueStream()
                        .mapToInt(element -> element.asText().getBytes(StandardCharsets.UTF_8).length)
                        .sum();
            case "NS" -> content.valueStream().mapToInt(Values::numberBytes).sum();
            default -> 1;
        };
    }

    private static int numberBytes(JsonNode number) {
        return (number.asText().length() + 1) / 2 + 1;
    }

    static AwsError invalid(String message) {
        return new AwsError(400, "ValidationException", message);
    }
}
