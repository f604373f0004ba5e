// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.orchestrator.steps;

import dev.autofailover.lambda.SideBySide;
import dev.autofailover.orchestrator.database.DatabaseAdapter;
import dev.autofailover.orchestrator.effect.LeaseLost;
import dev.autofailover.orchestrator.traffic.TrafficAdapter.Target;
import dev.autofailover.plan.Plan;
import dev.autofailover.plan.Site;
import dev.autofailover.plan.TrafficSwitch;
import dev.autofailover.record.OwedTask;
import dev.autofailover.run.Run;
import dev.autofailover.run.Step;
import dev.autofailover.run.StepKind;
import dev.autofailover.run.StepResult;
import java.util.Map;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tries once to ensure a step. Whatever goes wrong in it is "not yet": the next try looks again. */
public final class StepRunner implements Steps {
    private static final Logger LOG = LoggerFactory.getLogger(StepRunner.class);

    private final Adapters adapters;
    private final LossNote lossNote;
    private final Proofs proofs;

    public StepRunner(Adapters adapters, SideBySide sideBySide) {
        this.adapters = adapters;
        this.lossNote = new LossNote(adapters, sideBySide);
        this.proofs = new Proofs(adapters.checks(), sideBySide);
    }

    @Override
    public StepResult ensure(Plan plan, Run run, Step step, Evidence evidence) {
        Site from = plan.site(run.from());
        Site to = plan.site(run.to());
        DatabaseAdapter database = adapters.database(plan.database().kind());
        return guarded(step.words(), () -> switch (step.kind()) {
            case NOTE_LOSS -> lossNote.note(plan, run);
            case FENCE -> database.fence(plan, from, run.kind(), evidence);
            case CATCH_UP -> database.catchUp(plan, run, evidence);
            case PROMOTE -> database.promote(plan, to, run.kind(), evidence);
            case PROVE_WRITE -> proofs.write(plan, to);
            case SWITCH_TRAFFIC -> adapters.traffic(way(plan, step)).lead(target(plan, run), evidence);
            case PROVE_WAY -> proofs.way(plan, to);
            case RELEASE -> database.release(plan, from, fenceOf(run), evidence);
            case SETTLE -> new StepResult.Done("", Map.of());
        });
    }

    @Override
    public StepResult ensure(Plan plan, OwedTask task, Evidence evidence) {
        DatabaseAdapter database = adapters.database(plan.database().kind());
        Site site = plan.site(task.site());
        return guarded(
                task.kind().words() + " of " + task.site(),
                () -> task.kind() == StepKind.FENCE
                        ? database.fence(plan, site, Run.Kind.FAILOVER, evidence)
                        : new StepResult.Impossible("only a fence can be owed", Map.of()));
    }

    private static StepResult guarded(String words, Supplier<StepResult> attempt) {
        try {
            return attempt.get();
        } catch (LeaseLost lost) {
            throw lost;
        } catch (RuntimeException failure) {
            LOG.error("a try to {} failed", words, failure);
            return new StepResult.NotYet("the try failed: " + failure, Map.of());
        }
    }

    private static TrafficSwitch way(Plan plan, Step step) {
        return plan.traffic().stream()
                .filter(way -> step.target().filter(way.label()::equals).isPresent())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the plan has no traffic switch " + step.target()));
    }

    private static Target target(Plan plan, Run run) {
        return new Target(
                plan.service(),
                run.generation(),
                run.to(),
                plan.site(run.to()).endpoint(),
                plan.site(run.from()).endpoint());
    }

    private static Evidence fenceOf(Run run) {
        Map<String, String> kept = run.step(StepKind.FENCE).map(Step::evidence).orElse(Map.of());
        return new KeptEvidence(kept);
    }
}
