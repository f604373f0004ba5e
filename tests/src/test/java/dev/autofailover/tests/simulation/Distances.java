// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.tests.simulation;

import java.time.Duration;

/**
 * How long what functions wait for takes on its way there and back.
 *
 * @param inRegion a call to AWS in the function's own Region
 * @param betweenRegions a call to AWS in another one
 * @param check a look at a database that answers
 */
record Distances(Duration inRegion, Duration betweenRegions, Duration check) {
    /** Everything answers at once. */
    static final Distances NONE = new Distances(Duration.ZERO, Duration.ZERO, Duration.ZERO);

    /** To that host, seen from that Region. */
    Duration from(String region, String host) {
        return host.contains("." + region + ".") ? inRegion : betweenRegions;
    }
}
