// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.orchestrator.reconcile;

import dev.autofailover.lambda.SideBySide;
import dev.autofailover.lambda.Waiting;
import dev.autofailover.orchestrator.effect.Effects;
import dev.autofailover.orchestrator.steps.Adapters;
import dev.autofailover.orchestrator.tell.Notifier;
import dev.autofailover.orchestrator.tell.OrchestratorMetrics;
import dev.autofailover.record.PlanStore;
import dev.autofailover.record.RecordStore;
import java.time.InstantSource;
import java.util.function.Function;

/** What a reconciler works with: the real world, or the same with its effects held back. */
public record World(State state, Hands hands, Time time) {
    /** Where the state lies. */
    public record State(RecordStore records, PlanStore plans) {}

    /**
     * What reaches out.
     *
     * @param adapters those of a worker, from the gate that its calls go through
     */
    public record Hands(
            Function<Effects, Adapters> adapters,
            Notifier notifier,
            SideBySide sideBySide,
            OrchestratorMetrics metrics) {}

    /** What time is and how it passes. */
    public record Time(InstantSource clock, Waiting waiting) {}
}
