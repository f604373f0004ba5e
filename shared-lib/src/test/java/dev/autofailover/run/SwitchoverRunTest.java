// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.run;

import static dev.autofailover.fixture.Scene.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.autofailover.fixture.Plans;
import dev.autofailover.fixture.Runs;
import dev.autofailover.fixture.Scene;
import dev.autofailover.message.Notification;
import dev.autofailover.message.Notification.Severity;
import dev.autofailover.plan.Plan;
import dev.autofailover.run.Run.Phase;
import dev.autofailover.run.Step.State;
import dev.autofailover.vote.Opinion;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SwitchoverRunTest {
    private static final Plan PLAN = Plans.orders();

    @Test
    void aSwitchoverCatchesUpBetweenTheFenceAndThePromotion() {
        assertThat(Runs.switchover(PLAN).run().steps().stream().map(Step::kind))
                .containsSubsequence(StepKind.FENCE, StepKind.CATCH_UP, StepKind.PROMOTE);
    }

    @Test
    void aRegionThatDoesNotAnswerIsWaitedForUntilTheFencesTimeIsUp() {
        Run fencing = until(StepKind.FENCE);
        Run still = Runs.after(fencing, Runs.unreachable(), PLAN, NOW).run();
        assertThat(still.phase()).isEqualTo(Phase.UNDER_WAY);

        Instant up = NOW.plus(StepKind.FENCE.defaultLimit());
        assertThat(RunMachine.tick(still, PLAN, up).run().phase()).isEqualTo(Phase.TURNING_BACK);
    }

    @Test
    void aStandbyThatDoesNotCatchUpInTimeTurnsItBack() {
        Instant up = NOW.plus(StepKind.CATCH_UP.defaultLimit());
        Advance back = RunMachine.tick(until(StepKind.CATCH_UP), PLAN, up);

        assertThat(back.run().phase()).isEqualTo(Phase.TURNING_BACK);
        assertThat(back.tell().getFirst().text()).contains("catch up: its time, 2 min, is up");
    }

    @Test
    void whatIsImpossibleTurnsItBack() {
        for (StepKind kind : new StepKind[] {StepKind.FENCE, StepKind.CATCH_UP}) {
            assertThat(Runs.after(until(kind), Runs.impossible(), PLAN, NOW)
                            .run()
                            .phase())
                    .isEqualTo(Phase.TURNING_BACK);
        }
    }

    @Test
    void aLostStandbyTurnsItBack() {
        Scene lost = Scene.well()
                .vote("from-stockholm", "frankfurt", Opinion.DOWN)
                .vote("from-frankfurt", "frankfurt", Opinion.DOWN);

        assertThat(RunMachine.look(until(StepKind.CATCH_UP), PLAN, lost.observation(), NOW)
                        .run()
                        .phase())
                .isEqualTo(Phase.TURNING_BACK);
    }

    @Test
    void turningBackReleasesAtOnceAndNothingElse() {
        Advance back = Runs.after(until(StepKind.CATCH_UP), Runs.impossible(), PLAN, NOW);

        assertThat(Runs.dueKinds(back.run())).containsExactly(StepKind.RELEASE);
        assertThat(back.tell().getFirst().severity()).isEqualTo(Severity.CRITICAL);
        assertThat(back.run().step(StepKind.PROMOTE).map(Step::state)).contains(State.SKIPPED);
        assertThat(back.run().step(StepKind.FENCE).map(Step::state)).contains(State.DONE);
    }

    @Test
    void theReleaseIsKeptEnsuredAndToldWhenItIsLate() {
        Run back = Runs.after(until(StepKind.CATCH_UP), Runs.impossible(), PLAN, NOW)
                .run();
        Run tried = Runs.after(back, Runs.impossible(), PLAN, NOW).run();
        assertThat(Runs.dueKinds(tried)).containsExactly(StepKind.RELEASE);

        Advance late = RunMachine.tick(back, PLAN, NOW.plus(StepKind.RELEASE.defaultLimit()));
        assertThat(late.tell().stream().map(Notification::severity)).containsExactly(Severity.CRITICAL);
        assertThat(late.run().fencedAndNotPromotedSince()).isPresent();
        Advance done = Runs.after(late.run(), Runs.done(), PLAN, NOW);
        assertThat(done.run().phase()).isEqualTo(Phase.TURNED_BACK);
        assertThat(done.run().fencedAndNotPromotedSince()).isEmpty();
        assertThat(done.tell().stream().map(Notification::kind)).containsExactly("TURNED_BACK");
    }

    @Test
    void whatALateFenceFoundOutIsKeptForTheRelease() {
        Run fencing = until(StepKind.FENCE);
        Step fence = Runs.due(fencing).getFirst();
        Run back = Runs.after(fencing, Runs.impossible(), PLAN, NOW).run();

        StepResult late = new StepResult.Done("fenced after all", Map.of("groups", "sg-1"));
        Run after = RunMachine.after(back, fence, late, PLAN, NOW).run();
        assertThat(after.phase()).isEqualTo(Phase.TURNING_BACK);
        assertThat(after.step(StepKind.FENCE).orElseThrow().evidence()).containsEntry("groups", "sg-1");
    }

    @Test
    void fromPromotionOnThereIsNoWayBack() {
        Run promoting = until(StepKind.PROMOTE);
        Advance stuck = Runs.after(promoting, Runs.impossible(), PLAN, NOW);

        assertThat(stuck.run().phase()).isEqualTo(Phase.UNDER_WAY);
        assertThat(Runs.dueKinds(stuck.run())).containsExactly(StepKind.PROMOTE);
        assertThat(stuck.tell().stream().map(Notification::kind)).containsExactly("STEP_LATE");
    }

    private static Run until(StepKind kind) {
        return Runs.until(kind, Runs.switchover(PLAN).run(), PLAN);
    }
}
