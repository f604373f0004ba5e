// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.simulated.rds;

import dev.autofailover.simulated.protocol.QueryParameters;
import java.util.List;
import java.util.Optional;

/**
 * One page of a Describe call.
 *
 * @param items what the page holds
 * @param next the marker of the next page, if there is one
 */
record Page<T>(List<T> items, Optional<String> next) {
    private static final int LEAST = 20;
    private static final int MOST = 100;

    /** Cuts by MaxRecords (20 to 100, 100 if not given) and Marker. */
    static <T> Page<T> of(List<T> all, QueryParameters parameters) {
        int size = parameters.integer("MaxRecords").orElse(MOST);
        if (size < LEAST || size > MOST) {
            throw RdsErrors.invalidValue(
                    "Invalid value " + size + " for MaxRecords. Must be between " + LEAST + " and " + MOST);
        }
        int from = parameters.integer("Marker").orElse(0);
        int to = Math.min(all.size(), from + size);
        return new Page<>(
                all.subList(Math.min(from, to), to),
                to < all.size() ? Optional.of(Integer.toString(to)) : Optional.empty());
    }
}
