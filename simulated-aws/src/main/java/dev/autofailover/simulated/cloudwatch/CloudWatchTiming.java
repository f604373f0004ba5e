// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.simulated.cloudwatch;

import dev.autofailover.simulated.Figure;
import java.time.Duration;

/**
 * How long CloudWatch takes.
 *
 * @param name how reports call this set
 * @param announcement from an alarm's change of state to its event and its actions
 */
public record CloudWatchTiming(String name, Figure announcement) {
    /** A twentieth of a second. */
    public static CloudWatchTiming quick() {
        return new CloudWatchTiming("quick", new Figure(Duration.ofMillis(50), "shortened for the simulation"));
    }

    /** AWS documents that it is delivered, not when. */
    public static CloudWatchTiming documented() {
        return new CloudWatchTiming("documented", new Figure(Duration.ofSeconds(2), "estimate; AWS gives no figure"));
    }
}
