// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.orchestrator.steps;

import dev.autofailover.plan.Plan;
import dev.autofailover.record.OwedTask;
import dev.autofailover.run.Run;
import dev.autofailover.run.Step;
import dev.autofailover.run.StepResult;

/** Tries once to ensure something; to be tried again until it is done. */
public interface Steps {
    /**
     * Tries to ensure that step of the run.
     *
     * @param evidence of the step, saved as it grows
     * @throws dev.autofailover.orchestrator.effect.LeaseLost when the worker has to stop
     */
    StepResult ensure(Plan plan, Run run, Step step, Evidence evidence);

    /** Tries to do what a dead Region kept an earlier run from doing. */
    StepResult ensure(Plan plan, OwedTask task, Evidence evidence);
}
