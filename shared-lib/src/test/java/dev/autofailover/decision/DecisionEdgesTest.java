// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.decision;

import static dev.autofailover.fixture.Scene.NOW;
import static dev.autofailover.fixture.Scene.OUTAGE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.autofailover.fixture.Orders;
import dev.autofailover.fixture.Plans;
import dev.autofailover.fixture.Records;
import dev.autofailover.fixture.Scene;
import dev.autofailover.fixture.Seen;
import dev.autofailover.plan.Policy.Mode;
import dev.autofailover.plan.Policy.UnknownLag;
import dev.autofailover.record.Approval;
import dev.autofailover.record.HeardOf;
import dev.autofailover.record.Proposal;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Each guard at its very edge. */
class DecisionEdgesTest {
    @Test
    void aLagAtTheLimitPassesAndAMillisecondMoreIsAsked() {
        assertThat(Scene.down().lag(Duration.ZERO, 10.0).decide().reason()).isEqualTo(Reason.FAIL_OVER);
        assertThat(Scene.down().lag(Duration.ZERO, 10.001).decide().reason()).isEqualTo(Reason.LAG_OVER_LIMIT);
    }

    @Test
    void aLagSampleAsOldAsThePlanAllowsCountsAndAnOlderOneIsUnknown() {
        Duration limit = Duration.ofMinutes(3);

        assertThat(Scene.down().lag(limit, 0).decide().reason()).isEqualTo(Reason.FAIL_OVER);
        assertThat(Scene.down().lag(limit.plusMillis(1), 0).decide().reason()).isEqualTo(Reason.LAG_UNKNOWN);
    }

    @Test
    void anUnknownLagThatThePlanAllowsIsNoReasonToAsk() {
        Decision decision = Scene.down()
                .plan(Plans.unknownLag(UnknownLag.ALLOW))
                .seen("frankfurt", Seen.replica())
                .decide();

        assertThat(decision.reason()).isEqualTo(Reason.FAIL_OVER);
        assertThat(decision.text()).contains("lag unknown");
    }

    @Test
    void theCoolDownEndsWhenItSays() {
        Scene scene = Scene.down();
        scene.record(_ -> Records.afterFailover(scene.plan(), NOW.minus(Duration.ofMinutes(30)))
                .acknowledged());
        assertThat(scene.decide().reason()).isEqualTo(Reason.FAIL_OVER);

        scene.record(_ -> Records.afterFailover(
                        scene.plan(), NOW.minus(Duration.ofMinutes(30)).plusMillis(1))
                .acknowledged());
        assertThat(scene.decide().reason()).isEqualTo(Reason.COOL_DOWN);
    }

    @Test
    void theLastPlaceInTheFleetIsTakenAndOneAheadOfUsTakesIt() {
        assertThat(Scene.down().fleet(4, 5, 0).decide().reason()).isEqualTo(Reason.FAIL_OVER);
        assertThat(Scene.down().fleet(4, 5, 1).decide().reason()).isEqualTo(Reason.FLEET_LIMIT);
        assertThat(Scene.down().fleet(5, 5, 0).decide().reason()).isEqualTo(Reason.FLEET_LIMIT);
    }

    @Test
    void anApprovalCountsForTheNextGenerationOnly() {
        assertThat(approved(1, 1).decide().reason()).isEqualTo(Reason.FAIL_OVER);
        assertThat(approved(2, 2).decide().reason()).isEqualTo(Reason.APPROVAL_NEEDED);
        assertThat(approved(1, 0).decide().reason()).isEqualTo(Reason.APPROVAL_NEEDED);
    }

    @Test
    void anApprovalWithoutItsQuestionCountsForNothing() {
        Scene scene = approved(1, 1);
        scene.record(record -> record.askingNothing().approved(new Approval(1, Orders.unknown(), "ann", NOW)));

        assertThat(scene.decide().reason()).isEqualTo(Reason.APPROVAL_NEEDED);
    }

    private static Scene approved(long asked, long approved) {
        Proposal proposal = new Proposal(asked, Reason.APPROVAL_NEEDED, "frankfurt", Optional.of(Duration.ZERO), NOW);
        return Scene.down()
                .plan(Plans.mode(Mode.APPROVAL))
                .record(record ->
                        record.asking(proposal).approved(new Approval(approved, Orders.unknown(), "ann", NOW)));
    }

    @Test
    void aLossIsApprovedUpToTheAmountThatWasNamed() {
        assertThat(lossApproved(Duration.ofSeconds(12)).decide().reason()).isEqualTo(Reason.FAIL_OVER);
        assertThat(lossApproved(Duration.ofMillis(11_999)).decide().reason()).isEqualTo(Reason.LAG_OVER_LIMIT);
    }

    private static Scene lossApproved(Duration upTo) {
        Duration loss = Duration.ofSeconds(12);
        Proposal proposal = new Proposal(1, Reason.LAG_OVER_LIMIT, "frankfurt", Optional.of(loss), NOW);
        return Scene.down()
                .lag(Duration.ZERO, 12)
                .record(record -> record.asking(proposal).approved(new Approval(1, Orders.upTo(upTo), "ann", NOW)));
    }

    @Test
    void askingAgainKeepsTheQuestionThatStands() {
        Proposal standing = new Proposal(
                1, Reason.LAG_OVER_LIMIT, "frankfurt", Optional.of(Duration.ofSeconds(12)), NOW.minusSeconds(300));
        Scene scene = Scene.down().lag(Duration.ZERO, 12).record(record -> record.asking(standing));
        assertThat(scene.decide().outcome()).isEqualTo(new Outcome.Ask(standing));

        Outcome other = scene.lag(Duration.ZERO, 13).decide().outcome();
        assertThat(other).isNotEqualTo(new Outcome.Ask(standing));
    }

    @Test
    void aPromotionBlockCountsUntilItIsLiftedOrAnHourOld() {
        assertThat(blocked(Obstacles.BLOCK_LASTS.minusMillis(1), false).decide().reason())
                .isEqualTo(Reason.STANDBY_UNFIT);
        assertThat(blocked(Obstacles.BLOCK_LASTS, false).decide().reason()).isEqualTo(Reason.FAIL_OVER);
        assertThat(blocked(Duration.ofMinutes(10), true).decide().reason()).isEqualTo(Reason.FAIL_OVER);
    }

    @Test
    void aBlockThatTheOutageItselfBroughtAboutIsNoBlock() {
        Duration fresh = Duration.ofSeconds(90);
        Duration sinceOutage = Duration.between(OUTAGE, NOW);

        assertThat(blocked(sinceOutage.plus(fresh), false).decide().reason()).isEqualTo(Reason.FAIL_OVER);
        assertThat(blocked(sinceOutage.plus(fresh).plusMillis(1), false)
                        .decide()
                        .reason())
                .isEqualTo(Reason.STANDBY_UNFIT);
    }

    private static Scene blocked(Duration ago, boolean lifted) {
        HeardOf block = new HeardOf(NOW.minus(ago), lifted, "replication stopped");
        return Scene.down().record(record -> record.heardOfBlock("frankfurt", block));
    }

    @Test
    void anOwedFenceWaitsUntilTheActiveSiteIsSeenAsAWriter() {
        assertThat(Rows.owed(Seen.writer()).decide().reason()).isEqualTo(Reason.OWED);
        assertThat(Rows.owed(Seen.writer())
                        .seen("ireland", SiteObservation.silent())
                        .decide()
                        .reason())
                .isNotIn(Reason.OWED, Reason.MOVED_OUTSIDE, Reason.TWO_WRITERS);
        assertThat(Rows.owed(SiteObservation.silent()).decide().reason()).isEqualTo(Reason.STANDBY_NOT_READY);
    }
}
