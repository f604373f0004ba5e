// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.orchestrator.reconcile;

import dev.autofailover.orchestrator.steps.Evidence;
import dev.autofailover.plan.Plan;
import dev.autofailover.record.OwedTask;
import dev.autofailover.record.ServiceRecord;
import dev.autofailover.run.Run;
import dev.autofailover.run.RunMachine;
import dev.autofailover.run.Step;
import dev.autofailover.run.StepResult;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Evidence that lies in the held record, of a run's step or of an owed task. */
final class StepEvidence implements Evidence {
    private final Held held;
    private final Function<ServiceRecord, Map<String, String>> kept;
    private final Function<Map<String, String>, UnaryOperator<ServiceRecord>> adding;

    private StepEvidence(
            Held held,
            Function<ServiceRecord, Map<String, String>> kept,
            Function<Map<String, String>, UnaryOperator<ServiceRecord>> adding) {
        this.held = held;
        this.kept = kept;
        this.adding = adding;
    }

    static Evidence of(Held held, Plan plan, Step step, InstantSource clock) {
        return new StepEvidence(
                held,
                record -> current(record, step).map(Step::evidence).orElse(Map.of()),
                more -> record -> record.runUnderWay()
                        .map(run -> record.advance(
                                RunMachine.after(run, step, noted(record, step, more), plan, clock.instant()),
                                plan,
                                clock.instant()))
                        .orElse(record));
    }

    private static StepResult noted(ServiceRecord record, Step step, Map<String, String> more) {
        return new StepResult.NotYet(current(record, step).map(Step::note).orElse(""), more);
    }

    private static Optional<Step> current(ServiceRecord record, Step step) {
        return record.run().map(Run::steps).stream()
                .flatMap(steps -> steps.stream())
                .filter(step::isSamePart)
                .findFirst();
    }

    static Evidence of(Held held, OwedTask task) {
        return new StepEvidence(
                held,
                record -> current(record, task).map(OwedTask::evidence).orElse(Map.of()),
                more -> record -> current(record, task)
                        .map(owed -> record.stillOwed(owed, more))
                        .orElse(record));
    }

    /** The task as it is owed now; its evidence may have grown. */
    static Optional<OwedTask> current(ServiceRecord record, OwedTask task) {
        return record.owed().stream()
                .filter(owed -> owed.kind() == task.kind()
                        && owed.site().equals(task.site())
                        && owed.generation() == task.generation())
                .findFirst();
    }

    @Override
    public Optional<String> get(String name) {
        return Optional.ofNullable(kept.apply(held.current()).get(name));
    }

    @Override
    public void keep(Map<String, String> more) {
        held.update(adding.apply(more));
    }
}
