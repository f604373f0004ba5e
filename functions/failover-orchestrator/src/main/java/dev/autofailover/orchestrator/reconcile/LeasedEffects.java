// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.orchestrator.reconcile;

import dev.autofailover.orchestrator.effect.Effects;
import dev.autofailover.orchestrator.effect.PlannedCall;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The gate of a worker at work: lets a call through when its lease outlasts the call. */
final class LeasedEffects implements Effects {
    private static final Logger LOG = LoggerFactory.getLogger(LeasedEffects.class);

    private final Held held;

    LeasedEffects(Held held) {
        this.held = held;
    }

    @Override
    public void perform(PlannedCall call, Runnable action) {
        held.outlast(LONGEST_CALL);
        LOG.info("calling {}:{} in {} {}", call.service(), call.operation(), call.region(), call.parameters());
        action.run();
    }

    @Override
    public List<PlannedCall> assumed() {
        return List.of();
    }
}
