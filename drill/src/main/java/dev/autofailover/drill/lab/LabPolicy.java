// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.drill.lab;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How quickly the lab's plan looks and how soon it believes; everything else is as in plans/orders.yaml. */
public enum LabPolicy {
    /** For services where a needless move is worse than some minutes without service, and for who pays: a checker looks once and leaves. */
    CAREFUL("PT1M", 3, "PT10S", "PT2M30S"),
    /** As plans/orders.yaml has it. */
    STANDARD("PT5S", 2, "PT5S", "PT90S"),
    /** For services where each second counts, and the checkers' cost does not. */
    FAST("PT0.5S", 2, "PT1S", "PT90S");

    private final String every;
    private final int tries;
    private final String ttl;
    private final String fresh;

    LabPolicy(String every, int tries, String ttl, String fresh) {
        this.every = every;
        this.tries = tries;
        this.ttl = ttl;
        this.fresh = fresh;
    }

    /** As it is given on the command line. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The policy of that name. */
    public static Optional<LabPolicy> find(String word) {
        return Arrays.stream(values())
                .filter(policy -> policy.word().equals(word))
                .findFirst();
    }

    /** Writes it into a plan. */
    public void into(ObjectNode plan) {
        ((ObjectNode) plan.path("observers")).put("fresh", fresh);
        plan.path("observers").path("list").forEach(observer -> {
            if (observer.get("probe") instanceof ObjectNode probe) {
                probe.put("every", every).put("tries", tries);
            }
            if (observer.get("dynamodb-canary") instanceof ObjectNode canary) {
                canary.put("every", every).put("tries", tries);
            }
        });
        plan.path("traffic").forEach(way -> ((ObjectNode) way.path("route53-record")).put("ttl", ttl));
    }
}
