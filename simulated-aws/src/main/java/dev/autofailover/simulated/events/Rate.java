// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.simulated.events;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A schedule of the form {@code rate(5 minutes)}. */
record Rate(Duration period) {
    private static final Pattern FORM = Pattern.compile("rate\\(([1-9][0-9]{0,5}) (minute|hour|day)(s?)\\)");

    /** Reads it; empty when it is none. One is singular, more are plural, as AWS insists. */
    static Optional<Rate> of(String expression) {
        Matcher matcher = FORM.matcher(expression);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        long count = Long.parseLong(matcher.group(1));
        if ((count == 1) != matcher.group(3).isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Rate(
                switch (matcher.group(2)) {
                    case "minute" -> Duration.ofMinutes(count);
                    case "hour" -> Duration.ofHours(count);
                    default -> Duration.ofDays(count);
                }));
    }
}
