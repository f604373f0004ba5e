// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.message;

import java.time.Duration;
import java.util.Locale;

/** Numbers as people read them in decisions and notifications. */
public final class InWords {
    private static final int SUBJECT_LENGTH = 99;
    private static final long SECONDS_WORTH_A_DECIMAL = 60;

    private InWords() {}

    /** {@code 2.1 s}, {@code 3 min 20 s}, {@code 1 h 5 min}. */
    public static String of(Duration duration) {
        if (duration.isNegative()) {
            return "−" + of(duration.negated());
        }
        long seconds = duration.toSeconds();
        if (seconds < SECONDS_WORTH_A_DECIMAL) {
            return String.format(Locale.ROOT, "%d.%d s", seconds, duration.toMillisPart() / 100);
        }
        if (duration.toHours() > 0) {
            return duration.toHours() + " h" + part(duration.toMinutesPart(), " min");
        }
        return duration.toMinutes() + " min" + part(duration.toSecondsPart(), " s");
    }

    private static String part(int amount, String unit) {
        return amount == 0 ? "" : " " + amount + unit;
    }

    /** That as a subject of an e-mail: ASCII, one line, at most 99 characters (SNS Publish: below 100). */
    public static String subject(String text) {
        String plain = text.replace("→", "->").replaceAll("\\s+", " ").replaceAll("[^ -~]", "?");
        return plain.length() <= SUBJECT_LENGTH ? plain : plain.substring(0, SUBJECT_LENGTH - 3) + "...";
    }
}
