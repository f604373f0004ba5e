// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.simulated.cloudwatch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.autofailover.simulated.AwsError;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Typed reading of a request's members, which the query protocol carries as text and the others as they are. */
final class Fields {
    private Fields() {}

    /** Refuses any other member, so that nothing asked for is silently ignored. */
    static void only(JsonNode input, String... names) {
        Set<String> known = Set.of(names);
        for (Iterator<String> fields = input.fieldNames(); fields.hasNext(); ) {
            String field = fields.next();
            if (!known.contains(field) && !input.path(field).isNull()) {
                throw invalidValue("The parameter " + field + " is not simulated");
            }
        }
    }

    static Optional<String> text(JsonNode input, String name) {
        JsonNode value = input.path(name);
        return value.isValueNode() && !value.isNull() && !value.asText().isEmpty()
                ? Optional.of(value.asText())
                : Optional.empty();
    }

    static String required(JsonNode input, String name) {
        return text(input, name)
                .orElseThrow(() -> new AwsError(400, "MissingParameter", "The parameter " + name + " is required."));
    }

    static Optional<Integer> integer(JsonNode input, String name) {
        return text(input, name).map(value -> parsed(name, value, Integer::valueOf));
    }

    static Optional<Double> decimal(JsonNode input, String name) {
        return text(input, name).map(value -> parsed(name, value, Double::valueOf));
    }

    static double requiredDecimal(JsonNode input, String name) {
        return parsed(name, required(input, name), Double::valueOf);
    }

    static Optional<Boolean> flag(JsonNode input, String name) {
        return text(input, name).map(value -> parsed(name, value, Fields::truth));
    }

    /** A time: ISO 8601 in the query protocol, seconds since 1970 in the others. */
    static Optional<Instant> time(JsonNode input, String name) {
        return text(input, name).map(value -> parsed(name, value, Fields::instant));
    }

    static Instant requiredTime(JsonNode input, String name) {
        return parsed(name, required(input, name), Fields::instant);
    }

    static List<String> texts(JsonNode input, String name) {
        List<String> found = new ArrayList<>();
        input.path(name).forEach(each -> found.add(each.asText()));
        return List.copyOf(found);
    }

    static List<JsonNode> list(JsonNode input, String name) {
        List<JsonNode> found = new ArrayList<>();
        input.path(name).forEach(found::add);
        return List.copyOf(found);
    }

    static AwsError invalidValue(String message) {
        return new AwsError(400, "InvalidParameterValue", message);
    }

    /** Puts a time so that every protocol can write it its own way. */
    static void put(ObjectNode output, String name, Instant time) {
        output.putPOJO(name, time);
    }

    private static Instant instant(String value) {
        return Character.isDigit(value.charAt(0)) && value.indexOf('T') < 0
                ? Instant.ofEpochMilli(Math.round(Double.parseDouble(value) * 1e3))
                : OffsetDateTime.parse(value).toInstant();
    }

    private static boolean truth(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException(text);
        };
    }

    private static <T> T parsed(String name, String value, Function<String, T> parser) {
        try {
            return parser.apply(value);
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new AwsError(400, "MalformedInput", "The value '" + value + "' of " + name + " can't be read");
        }
    }
}
