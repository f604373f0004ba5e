// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.decision;

import static dev.autofailover.fixture.Scene.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.autofailover.fixture.Orders;
import dev.autofailover.fixture.Plans;
import dev.autofailover.fixture.Records;
import dev.autofailover.fixture.Runs;
import dev.autofailover.fixture.Scene;
import dev.autofailover.fixture.Seen;
import dev.autofailover.message.Command;
import dev.autofailover.plan.Database.WhenUnreachable;
import dev.autofailover.record.Proposal;
import dev.autofailover.record.ServiceRecord;
import dev.autofailover.run.Run;
import dev.autofailover.run.Step;
import dev.autofailover.run.StepKind;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Commands that only change the record. */
class EditsTest {
    @Test
    void pauseAndResumeWorkAtAnyTimeAlsoDuringARunAndWithTwoWriters() {
        for (Scene scene : new Scene[] {Scene.well(), Rows.run(), Rows.twoWriters(), Rows.movedToFenced()}) {
            ServiceRecord paused = accepted(scene, Orders.pause());
            assertThat(paused.pause()).isPresent();
            assertThat(accepted(scene.record(_ -> paused), Orders.resume()).pause())
                    .isEmpty();
        }
    }

    @Test
    void aSecondPauseKeepsTheFirst() {
        ServiceRecord paused = Records.first().paused(Rows.PAUSE);

        assertThat(accepted(Scene.well().record(_ -> paused), Orders.pause()).pause())
                .contains(Rows.PAUSE);
    }

    @Test
    void acknowledgingLetsTheNextFailoverStartOnceTheCoolDownIsOver() {
        Scene scene = Rows.afterRun(Duration.ofMinutes(30));
        ServiceRecord acknowledged = accepted(scene, Orders.acknowledge());

        assertThat(acknowledged.unacknowledged()).isFalse();
    }

    @Test
    void acknowledgeAndAdoptWaitForTheEndOfARun() {
        assertThat(refused(Rows.run(), Orders.acknowledge()).reason()).isEqualTo(Reason.RUN_UNDER_WAY);
        assertThat(refused(Rows.run(), Orders.adopt()).reason()).isEqualTo(Reason.RUN_UNDER_WAY);
    }

    @Test
    void anApprovalMustMatchWhatIsAsked() {
        assertThat(refused(Scene.down(), Orders.approve(1)).text())
                .isEqualTo("nothing is asked, so nothing can be approved");

        Scene asked = asked(Reason.APPROVAL_NEEDED, Optional.of(Duration.ZERO));
        assertThat(refused(asked, Orders.approve(2)).text())
                .contains("generation 2")
                .contains("generation 1");
        assertThat(accepted(asked, Orders.approve(1)).approval()).isPresent();
    }

    @Test
    void anApprovalMustCoverTheLoss() {
        Scene unknown = asked(Reason.LAG_UNKNOWN, Optional.empty());
        assertThat(refused(unknown, Orders.approve(1, Orders.upTo(Duration.ofDays(1))))
                        .text())
                .contains("acceptLoss \"unknown\"");
        assertThat(accepted(unknown, Orders.approve(1, Orders.unknown())).approval())
                .isPresent();

        Scene late = asked(Reason.LAG_OVER_LIMIT, Optional.of(Duration.ofSeconds(12)));
        assertThat(refused(late, Orders.approve(1, Orders.upTo(Duration.ofSeconds(11))))
                        .text())
                .contains("PT12S");
        assertThat(accepted(late, Orders.approve(1, Orders.upTo(Duration.ofSeconds(12))))
                        .approval())
                .isPresent();
    }

    private static Scene asked(Reason reason, Optional<Duration> loss) {
        return Scene.down().record(record -> record.asking(new Proposal(1, reason, "frankfurt", loss, NOW)));
    }

    @Test
    void approvingTheMissingFenceSendsTheRunOn() {
        Scene scene = Scene.down().plan(Plans.whenUnreachable(WhenUnreachable.ASK));
        ServiceRecord waiting = waitingForTheFence(scene);
        assertThat(waiting.asked().map(Proposal::reason)).contains(Reason.UNFENCED);

        ServiceRecord next = accepted(scene.record(_ -> waiting), Orders.approve(1));

        Run run = next.runUnderWay().orElseThrow();
        assertThat(run.acceptsUnfenced()).isTrue();
        assertThat(run.step(StepKind.FENCE).map(Step::state)).contains(Step.State.OWED);
        assertThat(Runs.dueKinds(run)).containsExactly(StepKind.PROMOTE);
        assertThat(next.asked()).isEmpty();
    }

    private static ServiceRecord waitingForTheFence(Scene scene) {
        ServiceRecord begun = scene.record().begin(Runs.failover(scene.plan()));
        Run fencing = Runs.until(StepKind.FENCE, begun.run().orElseThrow(), scene.plan());
        return begun.advance(Runs.after(fencing, Runs.unreachable(), scene.plan(), NOW), scene.plan(), NOW);
    }

    @Test
    void aFinishedMoveMadeOutsideIsAdopted() {
        assertThat(accepted(Rows.movedToFenced(), Orders.adopt()).active()).isEqualTo("frankfurt");
        assertThat(accepted(
                                Scene.well().seen("ireland", Seen.replica()).seen("frankfurt", Seen.writer()),
                                Orders.adopt())
                        .active())
                .isEqualTo("frankfurt");
    }

    @Test
    void anAdoptedSiteIsNeverFencedForAnOlderRunsSake() {
        Scene scene = Rows.owed(Seen.writer()).seen("ireland", Seen.fencedWriter());

        assertThat(accepted(scene, Orders.adopt()).owed()).isEmpty();
    }

    @Test
    void whatIsNotPlainlyFinishedIsNotAdopted() {
        assertThat(refused(Rows.twoWriters(), Orders.adopt()).reason()).isEqualTo(Reason.TWO_WRITERS);
        assertThat(refused(Rows.movedToFenced().seen("frankfurt", Seen.replica()), Orders.adopt())
                        .text())
                .startsWith("no site accepts writes");
        assertThat(refused(
                                Scene.well()
                                        .seen("ireland", SiteObservation.silent())
                                        .seen("frankfurt", Seen.writer()),
                                Orders.adopt())
                        .text())
                .startsWith("nothing is seen of ireland");
    }

    private static ServiceRecord accepted(Scene scene, Command.Edit edit) {
        Decision decision = scene.command(edit).decide();
        assertThat(decision.row()).isEqualTo(5);
        assertThat(decision.outcome()).as(decision.text()).isInstanceOf(Outcome.Change.class);
        return ((Outcome.Change) decision.outcome()).next();
    }

    private static Decision refused(Scene scene, Command.Edit edit) {
        ServiceRecord before = scene.record();
        Decision decision = scene.command(edit).decide();
        assertThat(decision.outcome()).isEqualTo(new Outcome.Refuse());
        assertThat(scene.record()).isEqualTo(before);
        return decision;
    }
}
