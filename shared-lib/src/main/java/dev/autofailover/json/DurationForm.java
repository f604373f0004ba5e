// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An ISO-8601 duration in a range, both ends included.
 *
 * @param least the shortest that is taken
 * @param most the longest that is taken
 */
public record DurationForm(Duration least, Duration most) implements Form<Duration> {
    private static final Pattern NUMBER_AND_UNIT =
            Pattern.compile("(\\d{1,9}) *(s|secs?|seconds?|m|mins?|minutes?|h|hours?)", Pattern.CASE_INSENSITIVE);

    @Override
    public Duration read(JsonNode written) throws Refusal {
        String text = Optional.ofNullable(written.textValue()).orElse("");
        Duration duration;
        try {
            duration = Duration.parse(text);
        } catch (DateTimeException notADuration) {
            throw new Refusal(remedy(text));
        }
        if (duration.compareTo(least) < 0 || duration.compareTo(most) > 0) {
            throw new Refusal("write a duration from " + least + " to " + most);
        }
        return duration;
    }

    @Override
    public String remedy() {
        return "write an ISO-8601 duration from " + least + " to " + most + ", such as PT30S or PT2M";
    }

    @Override
    public Duration standIn() {
        return least;
    }

    /** For {@code 10s} says {@code PT10S}, so that nobody has to look the notation up. */
    private String remedy(String text) {
        var parts = NUMBER_AND_UNIT.matcher(text.strip());
        return parts.matches()
                ? "durations are ISO-8601: write PT" + parts.group(1)
                        + parts.group(2).substring(0, 1).toUpperCase(Locale.ROOT)
                : remedy();
    }
}
