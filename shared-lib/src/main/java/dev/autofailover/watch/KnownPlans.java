// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.watch;

import dev.autofailover.plan.Plan;
import dev.autofailover.plan.PlanVersion;
import dev.autofailover.record.PlanStore;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The plans, and the last known ones while the control Region's table does not answer. */
final class KnownPlans {
    private static final Logger LOG = LoggerFactory.getLogger(KnownPlans.class);

    private final PlanStore store;
    private final WatchMetrics metrics;
    private final AtomicReference<Optional<List<Plan>>> known = new AtomicReference<>(Optional.empty());

    KnownPlans(PlanStore store, WatchMetrics metrics) {
        this.store = store;
        this.metrics = metrics;
    }

    /** The plans in force as far as they are known; empty when they never were, for nothing can be watched then. */
    Optional<List<Plan>> now() {
        try {
            known.set(
                    Optional.of(store.current().stream().map(PlanVersion::plan).toList()));
        } catch (RuntimeException unread) {
            metrics.plansUnread();
            if (known.get().isPresent()) {
                LOG.warn(
                        "the plans can't be read: going on with the {} last known: {}",
                        known.get().get().size(),
                        unread.toString());
            } else {
                LOG.error(
                        "the plans can't be read and none are known: nothing is watched until they can: {}",
                        unread.toString());
            }
        }
        return known.get();
    }
}
