// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.rdsevents;

import java.util.Arrays;

/** What an event id makes us say. */
enum Outcome {
    VOTE_DOWN("vote DOWN"),
    VOTE_SUSPECT("vote SUSPECT"),
    REPAIR_STARTED("repair started"),
    REPAIR_ENDED("repair ended"),
    PROMOTION_BLOCKED("promotion blocked"),
    PROMOTION_UNBLOCKED("promotion unblocked"),
    NOTHING("nothing");

    private final String words;

    Outcome(String words) {
        this.words = words;
    }

    /** The outcome that the tables write so. */
    static Outcome of(String words) {
        return Arrays.stream(values())
                .filter(each -> each.words.equals(words))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no outcome: " + words));
    }
}
