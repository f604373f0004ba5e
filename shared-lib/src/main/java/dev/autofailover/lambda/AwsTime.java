// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.lambda;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Locale;
import java.util.Optional;

/**
 * Times as AWS writes them in events: ISO-8601; CloudWatch's offset without a colon ({@code 2019-10-02T17:04:40.989+0000}); RDS's
 * without a zone, meaning UTC ({@code 2023-08-14 13:04:12.874}).
 */
public final class AwsTime {
    private static final DateTimeFormatter ANY = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .appendPattern("['T'][ ]")
            .append(DateTimeFormatter.ISO_LOCAL_TIME)
            .appendPattern("[XXX][XX][X]")
            .toFormatter(Locale.ROOT);

    private AwsTime() {}

    /** That time; empty when the text is none. */
    public static Optional<Instant> parse(String text) {
        try {
            return Optional.of(
                    switch (ANY.parseBest(text, OffsetDateTime::from, LocalDateTime::from)) {
                        case OffsetDateTime withZone -> withZone.toInstant();
                        case LocalDateTime inUtc -> inUtc.toInstant(ZoneOffset.UTC);
                        default -> throw new DateTimeException("neither with nor without a zone");
                    });
        } catch (DateTimeException malformed) {
            return Optional.empty();
        }
    }
}
