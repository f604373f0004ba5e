// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The forms that fields come in. */
public final class Forms {
    /** An SNS message, the longest thing that carries one of ours, ends at 256 KiB. */
    private static final int LONGEST_TEXT = 262_144;

    private Forms() {}

    /** Any text that says something. */
    public static Form<String> text(String remedy) {
        return of(remedy, "", Forms::plainText);
    }

    /** Text of a fixed pattern. */
    public static Form<String> matching(Pattern pattern, String remedy) {
        return of(remedy, "", written -> plainText(written).filter(pattern.asMatchPredicate()));
    }

    /** A point in time. */
    public static Form<Instant> instant() {
        return of("write a point in time with its zone, such as 2026-11-21T10:15:30Z", Instant.EPOCH, written -> {
            try {
                return plainText(written).map(Instant::parse);
            } catch (DateTimeException notATime) {
                return Optional.empty();
            }
        });
    }

    /** A whole number in a range. */
    public static Form<Long> integer(long least, long most, String remedy) {
        return of(
                remedy,
                least,
                written -> written.isIntegralNumber() && written.canConvertToLong()
                        ? Optional.of(written.longValue()).filter(n -> n >= least && n <= most)
                        : Optional.empty());
    }

    /** Yes or no. */
    public static Form<Boolean> bool() {
        return of(
                "write true or false",
                false,
                written -> written.isBoolean() ? Optional.of(written.booleanValue()) : Optional.empty());
    }

    /**
     * One of some words.
     *
     * @param words in the order in which a remedy names them; at least one
     */
    public static <T> Form<T> oneOf(Map<String, T> words) {
        var inOrder = new LinkedHashMap<>(words);
        String remedy = "write " + (inOrder.size() == 1 ? "" : "one of ") + String.join(", ", inOrder.keySet());
        return of(
                remedy,
                inOrder.values().iterator().next(),
                written -> plainText(written).flatMap(word -> Optional.ofNullable(inOrder.get(word))));
    }

    /** The constants of an enum, spelled as they are. */
    public static <E extends Enum<E>> Form<E> constant(Class<E> type) {
        var words = new LinkedHashMap<String, E>();
        for (E constant : type.getEnumConstants()) {
            words.put(constant.name(), constant);
        }
        return oneOf(words);
    }

    /** Names with a text each. */
    public static Form<Map<String, String>> texts() {
        String remedy = "write an object whose values are texts";
        return of(remedy, Map.of(), written -> {
            var texts = new LinkedHashMap<String, String>();
            written.properties()
                    .forEach(field -> texts.put(
                            field.getKey(),
                            field.getValue().isTextual() ? field.getValue().textValue() : ""));
            boolean allTexts = written.properties().stream()
                    .allMatch(field -> field.getValue().isTextual());
            return written.isObject() && allTexts ? Optional.of(Map.copyOf(texts)) : Optional.empty();
        });
    }

    /** A form from what reads it: empty when the value is refused. */
    public static <T> Form<T> of(String remedy, T standIn, Reader<T> reader) {
        return new Form<>() {
            @Override
            public T read(JsonNode written) throws Refusal {
                return reader.read(written).orElseThrow(() -> new Refusal(remedy));
            }

            @Override
            public String remedy() {
                return remedy;
            }

            @Override
            public T standIn() {
                return standIn;
            }
        };
    }

    /** What reads a value, or refuses it with a remedy of its own. */
    @FunctionalInterface
    public interface Reader<T> {
        /** The value; empty when it is refused with the form's remedy. */
        Optional<T> read(JsonNode written) throws Refusal;
    }

    private static Optional<String> plainText(JsonNode written) {
        return Optional.ofNullable(written.textValue())
                .filter(text -> !text.isBlank() && text.length() <= LONGEST_TEXT);
    }
}
