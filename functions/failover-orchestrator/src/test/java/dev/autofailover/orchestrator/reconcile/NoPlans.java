// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.orchestrator.reconcile;

import dev.autofailover.plan.PlanVersion;
import dev.autofailover.record.PlanStore;
import java.util.List;
import java.util.Optional;

/** A store in which nobody has put a plan yet. */
final class NoPlans implements PlanStore {
    @Override
    public List<PlanVersion> current() {
        return List.of();
    }

    @Override
    public Optional<PlanVersion> current(String service) {
        return Optional.empty();
    }

    @Override
    public Optional<PlanVersion> version(String service, int version) {
        return Optional.empty();
    }

    @Override
    public void add(PlanVersion next) {
        throw new UnsupportedOperationException();
    }
}
