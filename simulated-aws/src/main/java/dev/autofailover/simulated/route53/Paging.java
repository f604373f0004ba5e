// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.simulated.route53;

import dev.autofailover.simulated.Call;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** How much of a list is wanted: the first so many, after a marker. */
record Paging(Optional<String> after, int most) {
    private static final int MOST_ZONES = 100;

    static Paging of(Call call, String marker) {
        refuseOthers(call, Set.of(marker, "maxitems"));
        return new Paging(parameter(call, marker), most(call, MOST_ZONES));
    }

    /** The parameter of the query string. */
    static Optional<String> parameter(Call call, String name) {
        return call.query().getOrDefault(name, List.of()).stream().findFirst();
    }

    /** {@code maxitems}; more than the limit means the limit. */
    static int most(Call call, int limit) {
        try {
            int asked = parameter(call, "maxitems").map(Integer::parseInt).orElse(limit);
            if (asked < 1) {
                throw Route53Errors.invalidInput("Invalid MaxItems: " + asked);
            }
            return Math.min(asked, limit);
        } catch (NumberFormatException e) {
            throw Route53Errors.invalidInput("Invalid MaxItems: " + parameter(call, "maxitems"));
        }
    }

    static void refuseOthers(Call call, Set<String> known) {
        call.query().keySet().stream()
                .filter(name -> !known.contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw Route53Errors.invalidInput("The parameter " + name + " is not simulated");
                });
    }
}
