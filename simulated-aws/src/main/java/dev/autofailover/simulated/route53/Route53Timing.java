// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.simulated.route53;

import dev.autofailover.simulated.Figure;
import java.time.Duration;

/**
 * How long Route 53 takes.
 *
 * @param name how reports call this set
 * @param propagation from a change's acceptance to INSYNC, when all name servers have it
 */
public record Route53Timing(String name, Figure propagation) {
    /** A third of a second. */
    public static Route53Timing quick() {
        return new Route53Timing("quick", new Figure(Duration.ofMillis(300), "shortened for the simulation"));
    }

    /** What AWS documents. */
    public static Route53Timing documented() {
        return new Route53Timing(
                "documented",
                new Figure(Duration.ofSeconds(60), "Route 53 API Reference, GetChange: usually within 60 seconds"));
    }
}
