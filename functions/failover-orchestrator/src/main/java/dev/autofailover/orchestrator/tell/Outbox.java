// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.orchestrator.tell;

import dev.autofailover.message.Notification;
import dev.autofailover.plan.Plan;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/**
 * Sends what a record has to tell. It was saved before, and stays in the record until it was sent.
 *
 * <p>One for each worker: after a failure it lets some time pass, so that a dead topic costs a failover one time-out and not one a look.
 */
public final class Outbox {
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(15);

    private final Notifier notifier;
    private final InstantSource clock;
    private Instant notBefore = Instant.MIN;

    public Outbox(Notifier notifier, InstantSource clock) {
        this.notifier = notifier;
        this.clock = clock;
    }

    /** Tells each, in its order, until one can't be told. Returns the ids of those that were. */
    public List<String> send(Plan plan, List<Notification> news) {
        List<String> told = new ArrayList<>();
        if (clock.instant().isBefore(notBefore)) {
            return told;
        }
        for (Notification each : news) {
            if (!notifier.tell(plan, each)) {
                notBefore = clock.instant().plus(AFTER_FAILURE);
                break;
            }
            told.add(each.id());
        }
        return told;
    }
}
