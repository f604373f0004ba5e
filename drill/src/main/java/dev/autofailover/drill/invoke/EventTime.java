// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.drill.invoke;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** When an event came, told by the newest time that stands in it: a sample stays fresh however old its file is. */
public final class EventTime {
    private static final int LONGEST = 1_000_000;
    /** A time farther away than this from now is none that anything happened at. */
    private static final Duration FARTHEST = Duration.ofDays(3650);

    private static final Pattern TIME = Pattern.compile(
            "(\\d{4}-\\d\\d-\\d\\d)[T ](\\d\\d:\\d\\d:\\d\\d(?:\\.\\d{1,9})?)(?:Z|([+-]\\d\\d):?(\\d\\d))?");

    private EventTime() {}

    /** The newest time in that event, if one stands there that is not absurdly far from {@code now}. */
    public static Optional<Instant> in(byte[] event, Instant now) {
        String text = new String(event, 0, Math.min(event.length, LONGEST), StandardCharsets.UTF_8);
        return TIME.matcher(text)
                .results()
                .flatMap(found -> instant(found).stream())
                .filter(at -> Duration.between(now, at).abs().compareTo(FARTHEST) < 0)
                .max(Comparator.naturalOrder());
    }

    private static Optional<Instant> instant(MatchResult found) {
        String zone = found.group(3) == null ? "Z" : found.group(3) + ":" + found.group(4);
        try {
            return Optional.of(OffsetDateTime.parse(found.group(1) + "T" + found.group(2) + zone)
                    .toInstant());
        } catch (DateTimeException notATime) {
            return Optional.empty();
        }
    }
}
