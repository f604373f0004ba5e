// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.drill.report;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** Durations as people read them in a drill: seconds with one decimal. */
final class Seconds {
    private Seconds() {}

    static String of(Duration duration) {
        return String.format(Locale.ROOT, "%.1f", duration.toMillis() / 1000.0);
    }

    static String of(Optional<Duration> duration) {
        return duration.map(Seconds::of).orElse("–");
    }
}
