// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.drill.report;

import java.time.Duration;

/**
 * The outage to expect on AWS, where a documented or observed time of AWS stands in for each simulated one.
 *
 * @param why which figures it is the sum of, with their sources
 */
public record ExpectedOnAws(Duration least, Duration most, String why) {
    /** "4 to 9 minutes". */
    public String words() {
        return minutes(least) + " to " + minutes(most) + " minutes";
    }

    private static long minutes(Duration duration) {
        return Math.max(1, Math.round(duration.toSeconds() / 60.0));
    }
}
