// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.simulated.protocol;

import dev.autofailover.simulated.AwsError;
import dev.autofailover.simulated.Call;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * The parameters of a request of AWS's query protocol: flat names such as {@code Filters.Filter.1.Name}, form-encoded in
 * the body or in the query string. Names given to the methods are relative to where this object stands.
 */
public final class QueryParameters {
    private static final Set<String> PROTOCOL_NAMES = Set.of("Action", "Version");

    private final Map<String, String> values;

    private QueryParameters(Map<String, String> values) {
        this.values = values;
    }

    /** Reads both places; what stands in the body wins. */
    public static QueryParameters of(Call call) {
        Map<String, String> values = new LinkedHashMap<>();
        call.query().forEach((name, all) -> values.put(name, all.isEmpty() ? "" : all.getFirst()));
        for (String pair : new String(call.body(), StandardCharsets.UTF_8).split("&", -1)) {
            if (!pair.isBlank()) {
                int equals = pair.indexOf('=');
                values.put(
                        decode(equals < 0 ? pair : pair.substring(0, equals)),
                        equals < 0 ? "" : decode(pair.substring(equals + 1)));
            }
        }
        return new QueryParameters(values);
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    /** The operation's name; empty when the request names none. */
    public String action() {
        return text("Action").orElse("");
    }

    /**
     * Refuses a request that carries any other parameter, so that nothing asked for is silently ignored.
     *
     * @param names first parts of the names that the operation understands
     * @throws AwsError InvalidParameterValue, naming the first stranger
     */
    public QueryParameters only(String... names) {
        Set<String> known = Set.of(names);
        for (String name : values.keySet()) {
            String first = name.split("\\.", 2)[0];
            if (!known.contains(first) && !PROTOCOL_NAMES.contains(name)) {
                throw new AwsError(400, "InvalidParameterValue", "The parameter " + name + " is not simulated");
            }
        }
        return this;
    }

    /** The value under this name, if the request has one. */
    public Optional<String> text(String name) {
        return Optional.ofNullable(values.get(name));
    }

    /**
     * The value under this name.
     *
     * @throws AwsError MissingParameter
     */
    public String required(String name) {
        return text(name).filter(value -> !value.isEmpty()).orElseThrow(() -> missing(name));
    }

    /** The whole number under this name. */
    public Optional<Integer> integer(String name) {
        return text(name).map(value -> parsed(name, value, Integer::valueOf));
    }

    /** The number under this name. */
    public Optional<Double> decimal(String name) {
        return text(name).map(value -> parsed(name, value, Double::valueOf));
    }

    /** The truth value under this name. */
    public Optional<Boolean> flag(String name) {
        return text(name).map(value -> parsed(name, value, QueryParameters::truth));
    }

    /** The ISO 8601 time under this name. */
    public Optional<Instant> time(String name) {
        return text(name)
                .map(value ->
                        parsed(name, value, text -> OffsetDateTime.parse(text).toInstant()));
    }

    /** The texts {@code prefix.1}, {@code prefix.2} …, up to the first gap. */
    public List<String> texts(String prefix) {
        List<String> found = new ArrayList<>();
        while (values.containsKey(prefix + "." + (found.size() + 1))) {
            found.add(values.get(prefix + "." + (found.size() + 1)));
        }
        return List.copyOf(found);
    }

    /** The structures {@code prefix.1.…}, {@code prefix.2.…} …, up to the first gap. */
    public List<QueryParameters> structures(String prefix) {
        List<QueryParameters> found = new ArrayList<>();
        for (QueryParameters next = inside(prefix + ".1"); !next.values.isEmpty(); ) {
            found.add(next);
            next = inside(prefix + "." + (found.size() + 1));
        }
        return List.copyOf(found);
    }

    /** What stands under {@code prefix.…}; without parameters when there is nothing. */
    public QueryParameters inside(String prefix) {
        Map<String, String> below = new LinkedHashMap<>();
        values.forEach((name, value) -> {
            if (name.startsWith(prefix + ".")) {
                below.put(name.substring(prefix.length() + 1), value);
            }
        });
        return new QueryParameters(below);
    }

    /** All names, as they stand in the request. */
    public Set<String> names() {
        return Set.copyOf(values.keySet());
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
        } catch (IllegalArgumentException | DateTimeParseException e) {
            throw new AwsError(400, "MalformedInput", "The value '" + value + "' of " + name + " can't be read");
        }
    }

    private static AwsError missing(String name) {
        return new AwsError(400, "MissingParameter", "The request must contain the parameter " + name + ".");
    }
}
