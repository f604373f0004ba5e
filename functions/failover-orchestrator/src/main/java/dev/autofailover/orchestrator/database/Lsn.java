// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.orchestrator.database;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A position in PostgreSQL's write-ahead log, an unsigned 64-bit number that is written as two halves in hexadecimal (PostgreSQL
 * manual, type pg_lsn).
 */
public record Lsn(long value) implements Comparable<Lsn> {
    private static final Pattern FORM = Pattern.compile("([0-9A-Fa-f]{1,8})/([0-9A-Fa-f]{1,8})");

    /** The position that is written so; empty when it is none. */
    public static Optional<Lsn> parse(String text) {
        Matcher halves = FORM.matcher(text);
        return halves.matches()
                ? Optional.of(new Lsn(Long.parseUnsignedLong(halves.group(1), 16) << 32
                        | Long.parseUnsignedLong(halves.group(2), 16)))
                : Optional.empty();
    }

    /** Whether everything up to {@code other} is there. */
    public boolean reaches(Lsn other) {
        return compareTo(other) >= 0;
    }

    @Override
    public int compareTo(Lsn other) {
        return Long.compareUnsigned(value, other.value);
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%X/%X", value >>> 32, value & 0xFFFF_FFFFL);
    }
}
