// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.orchestrator.reconcile;

import dev.autofailover.lambda.SideBySide;
import dev.autofailover.orchestrator.database.DatabaseAdapter;
import dev.autofailover.orchestrator.effect.Effects;
import dev.autofailover.orchestrator.effect.LeaseLost;
import dev.autofailover.orchestrator.effect.PlannedCall;
import dev.autofailover.orchestrator.steps.Adapters;
import dev.autofailover.orchestrator.steps.RehearsedSteps;
import dev.autofailover.orchestrator.steps.StepRunner;
import dev.autofailover.orchestrator.steps.Steps;
import dev.autofailover.plan.Plan;
import java.util.List;

/** What one worker does things with: all of it goes through the same effects. */
public record Gate(Adapters adapters, Steps steps) {
    /** The hands of a worker under its lease. */
    public static Gate working(World world, Held held) {
        return of(world, new LeasedEffects(held));
    }

    /** The hands of a dry run: calls are said and not made. */
    public static Gate rehearsing(Adapters adapters, SideBySide sideBySide) {
        return new Gate(adapters, new RehearsedSteps(new StepRunner(adapters, sideBySide)));
    }

    /** For who holds no lease and may only look. */
    static Gate looking(World world) {
        return of(world, new NoEffects());
    }

    private static Gate of(World world, Effects effects) {
        Adapters adapters = world.hands().adapters().apply(effects);
        return new Gate(adapters, new StepRunner(adapters, world.hands().sideBySide()));
    }

    DatabaseAdapter database(Plan plan) {
        return adapters.database(plan.database().kind());
    }

    private static final class NoEffects implements Effects {
        @Override
        public void perform(PlannedCall call, Runnable action) {
            throw new LeaseLost("nothing may be changed without a lease: " + call);
        }

        @Override
        public List<PlannedCall> assumed() {
            return List.of();
        }
    }
}
