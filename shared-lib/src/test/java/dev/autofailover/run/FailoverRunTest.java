// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.run;

import static dev.autofailover.fixture.Scene.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.autofailover.fixture.Plans;
import dev.autofailover.fixture.Runs;
import dev.autofailover.fixture.Scene;
import dev.autofailover.fixture.Seen;
import dev.autofailover.message.Notification;
import dev.autofailover.plan.Database.WhenUnreachable;
import dev.autofailover.plan.Plan;
import dev.autofailover.run.Run.Phase;
import dev.autofailover.run.Step.State;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FailoverRunTest {
    private static final Plan PROCEED = Plans.orders();
    private static final Plan ASK = Plans.whenUnreachable(WhenUnreachable.ASK).apply(PROCEED);

    @Test
    void aFailoverHasItsStepsInOrderWithOneForEachSwitch() {
        Run run = Runs.failover(PROCEED).run();

        assertThat(run.steps().stream().map(Step::words))
                .containsExactly(
                        "note the loss",
                        "fence",
                        "promote",
                        "prove a write",
                        "switch traffic orders-db.example.com",
                        "switch traffic orders-reports.example.com",
                        "prove the way",
                        "settle");
        assertThat(Runs.dueKinds(run)).containsExactly(StepKind.NOTE_LOSS);
        assertThat(run.planVersion()).isEqualTo(7);
    }

    @Test
    void itIsToldWhenItBeginsAndWhenItIsDone() {
        assertThat(kinds(Runs.failover(PROCEED))).containsExactly("RUN_STARTED");

        Run proving = until(StepKind.PROVE_WAY, PROCEED);
        Advance done = Runs.after(proving, Runs.done(), PROCEED, NOW.plusSeconds(20));
        assertThat(done.run().phase()).isEqualTo(Phase.DONE);
        assertThat(kinds(done)).containsExactly("RUN_DONE");
        assertThat(done.tell().getFirst().text()).contains("30.0 s since the outage began");
        assertThat(Runs.due(done.run())).isEmpty();
    }

    @Test
    void theEndOfARunToTheControlRegionSaysThatItsNextOutageCantBeHandled() {
        String nextOutage = "eu-central-1 is also the control Region: its next outage can't be handled";
        Plan decidedThere = Plans.control("eu-central-1").apply(PROCEED);

        assertThat(end(PROCEED)).doesNotContain("control Region");
        assertThat(end(decidedThere)).contains(nextOutage);
    }

    private static String end(Plan plan) {
        Run proving = until(StepKind.PROVE_WAY, plan);
        return Runs.after(proving, Runs.done(), plan, NOW.plusSeconds(20))
                .tell()
                .getFirst()
                .text();
    }

    @Test
    void notingTheLossNeverDelaysBeyondItsTime() {
        Run noting = Runs.failover(PROCEED).run();
        Run still = Runs.after(noting, Runs.notYet(), PROCEED, NOW.plusMillis(4_999))
                .run();
        assertThat(Runs.dueKinds(still)).containsExactly(StepKind.NOTE_LOSS);

        Run on = RunMachine.tick(still, PROCEED, NOW.plusSeconds(5)).run();
        assertThat(Runs.dueKinds(on)).containsExactly(StepKind.FENCE);
        assertThat(on.loss()).isEmpty();
        assertThat(on.step(StepKind.NOTE_LOSS).orElseThrow().evidence()).containsEntry(Step.LOSS_SECONDS, Step.UNKNOWN);
    }

    @Test
    void whatIsKnownOfTheLossIsKeptThoughTheDeadSiteDoesNotAnswer() {
        StepResult half = new StepResult.Unreachable("ireland does not answer", Map.of(Step.LOSS_SECONDS, "1.5"));
        Run on = Runs.after(Runs.failover(PROCEED).run(), half, PROCEED, NOW).run();

        assertThat(on.loss()).contains(Duration.ofMillis(1_500));
        assertThat(Runs.dueKinds(on)).containsExactly(StepKind.FENCE);
    }

    @Test
    void aFenceThatCanNotBeReachedIsOwedWhenThePlanSaysProceed() {
        Advance owed = Runs.after(until(StepKind.FENCE, PROCEED), Runs.unreachable(), PROCEED, NOW);

        assertThat(owed.run().step(StepKind.FENCE).map(Step::state)).contains(State.OWED);
        assertThat(Runs.dueKinds(owed.run())).containsExactly(StepKind.PROMOTE);
        assertThat(kinds(owed)).containsExactly("FENCE_OWED");
        assertThat(owed.run().owed()).hasSize(1);
    }

    @Test
    void aFenceThatCanNotBeReachedIsAskedForOnceWhenThePlanSaysAsk() {
        Advance asked = Runs.after(until(StepKind.FENCE, ASK), Runs.unreachable(), ASK, NOW);
        assertThat(asked.run().waitsForApproval()).isTrue();
        assertThat(asked.ask()).isPresent();
        assertThat(kinds(asked)).containsExactly("FENCE_ASKED");

        Advance again = Runs.after(asked.run(), Runs.unreachable(), ASK, NOW.plusSeconds(300));
        assertThat(again.tell()).isEmpty();
        assertThat(again.ask()).isEmpty();
        assertThat(Runs.dueKinds(again.run())).containsExactly(StepKind.FENCE);
    }

    @Test
    void whileItWaitsForTheApprovalTheFenceMayComeAboutByItself() {
        Run asked = Runs.after(until(StepKind.FENCE, ASK), Runs.unreachable(), ASK, NOW)
                .run();
        Run on = Runs.after(asked, Runs.done(), ASK, NOW).run();

        assertThat(on.waitsForApproval()).isFalse();
        assertThat(Runs.dueKinds(on)).containsExactly(StepKind.PROMOTE);
    }

    @Test
    void aFenceWhoseTimeIsUpLeavesTheSameChoice() {
        Instant up = NOW.plus(StepKind.FENCE.defaultLimit());

        assertThat(Runs.dueKinds(RunMachine.tick(until(StepKind.FENCE, PROCEED), PROCEED, up)
                        .run()))
                .containsExactly(StepKind.PROMOTE);
        assertThat(RunMachine.tick(until(StepKind.FENCE, ASK), ASK, up).ask()).isPresent();
    }

    @Test
    void anApprovalSendsOnOnlyARunThatWaitsForIt() {
        Run fencing = until(StepKind.FENCE, ASK);

        assertThat(RunMachine.acceptUnfenced(fencing, "ann", ASK, NOW).run()).isEqualTo(fencing);
    }

    @Test
    void promotionThatIsLateIsToldOnceAndKeptEnsured() {
        Run promoting = until(StepKind.PROMOTE, PROCEED);
        Instant up = NOW.plus(StepKind.PROMOTE.defaultLimit());
        assertThat(RunMachine.tick(promoting, PROCEED, up.minusMillis(1)).tell())
                .isEmpty();

        Advance late = RunMachine.tick(promoting, PROCEED, up);
        assertThat(kinds(late)).containsExactly("STEP_LATE");
        assertThat(Runs.dueKinds(late.run())).containsExactly(StepKind.PROMOTE);
        assertThat(RunMachine.tick(late.run(), PROCEED, up.plusSeconds(60)).tell())
                .isEmpty();
        assertThat(Runs.after(late.run(), Runs.impossible(), PROCEED, up).run().phase())
                .isEqualTo(Phase.UNDER_WAY);
    }

    @Test
    void trafficSwitchesGoSideBySideAndTheLateOneHoldsNoOther() {
        Run switching = until(StepKind.SWITCH_TRAFFIC, PROCEED);
        List<Step> due = Runs.due(switching);
        assertThat(due).hasSize(2);

        Run one = RunMachine.after(switching, due.get(1), Runs.done(), PROCEED, NOW)
                .run();
        assertThat(Runs.due(one)).containsExactly(due.get(0));
        Advance late = RunMachine.tick(one, PROCEED, NOW.plusSeconds(300));
        assertThat(late.tell().getFirst().id()).isEqualTo("orders-1-STEP_LATE-SWITCH_TRAFFIC-orders-db.example.com");
        Run both = Runs.after(late.run(), Runs.done(), PROCEED, NOW).run();
        assertThat(Runs.dueKinds(both)).containsExactly(StepKind.PROVE_WAY);
    }

    @Test
    void aWayThatCanNotBeProvedIsToldAndTheRunEndsWithoutIt() {
        Advance ended = RunMachine.tick(until(StepKind.PROVE_WAY, PROCEED), PROCEED, NOW.plusSeconds(300));

        assertThat(kinds(ended)).containsExactly("STEP_LATE", "RUN_DONE");
        assertThat(ended.run().step(StepKind.PROVE_WAY).map(Step::state)).contains(State.GIVEN_UP);
    }

    @Test
    void aLateWordOnAStepThatIsOverMovesNothing() {
        Run promoting = until(StepKind.PROMOTE, PROCEED);
        Step fence = promoting.step(StepKind.FENCE).orElseThrow();
        StepResult word = new StepResult.Impossible("too late", Map.of("groups", "sg-1"));

        Advance after = RunMachine.after(promoting, fence, word, PROCEED, NOW);
        assertThat(after.tell()).isEmpty();
        assertThat(Runs.due(after.run())).isEqualTo(Runs.due(promoting));
        assertThat(after.run().step(StepKind.FENCE).orElseThrow().state()).isEqualTo(State.DONE);
        assertThat(after.run().step(StepKind.FENCE).orElseThrow().evidence()).containsEntry("groups", "sg-1");
    }

    @Test
    void aHealthyOldSiteTurnsAFailoverBackOnlyWhileItWaitsUnfencedAndNobodyOrderedIt() {
        Run asked = Runs.after(until(StepKind.FENCE, ASK), Runs.unreachable(), ASK, NOW)
                .run();
        assertThat(look(asked, Scene.well()).phase()).isEqualTo(Phase.TURNING_BACK);
        assertThat(look(asked, Scene.down()).phase()).isEqualTo(Phase.UNDER_WAY);

        Run ordered = Runs.until(
                StepKind.FENCE,
                Runs.begin(Run.Kind.FAILOVER, ASK, Optional.of("ann")).run(),
                ASK);
        Run orderedAsked = Runs.after(ordered, Runs.unreachable(), ASK, NOW).run();
        assertThat(look(orderedAsked, Scene.well()).phase()).isEqualTo(Phase.UNDER_WAY);

        // The fence's own reboot wakes a hung server: its health is no reason to give it its clients back.
        assertThat(look(until(StepKind.FENCE, PROCEED), Scene.well()).phase()).isEqualTo(Phase.UNDER_WAY);
    }

    @Test
    void aLostStandbyTurnsAFailoverBackBeforePromotionBegins() {
        Scene lost = Scene.down().seen("frankfurt", Seen.other());

        assertThat(look(until(StepKind.FENCE, PROCEED), lost).phase()).isEqualTo(Phase.TURNING_BACK);
        assertThat(look(until(StepKind.PROMOTE, PROCEED), lost).phase()).isEqualTo(Phase.UNDER_WAY);
    }

    private static Run look(Run run, Scene scene) {
        return RunMachine.look(run, scene.plan(), scene.observation(), NOW).run();
    }

    private static Run until(StepKind kind, Plan plan) {
        return Runs.until(kind, Runs.failover(plan).run(), plan);
    }

    private static List<String> kinds(Advance advance) {
        return advance.tell().stream().map(Notification::kind).toList();
    }
}
