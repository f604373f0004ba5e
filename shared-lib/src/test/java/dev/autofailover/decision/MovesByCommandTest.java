// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.decision;

import static dev.autofailover.fixture.Scene.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.autofailover.fixture.Orders;
import dev.autofailover.fixture.Plans;
import dev.autofailover.fixture.Scene;
import dev.autofailover.fixture.Seen;
import dev.autofailover.plan.Policy.Mode;
import dev.autofailover.record.HeardOf;
import dev.autofailover.run.Run;
import dev.autofailover.vote.Opinion;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Row 5: what a failover and a switchover by command pass, and what they don't. */
class MovesByCommandTest {
    @Test
    void aFailoverByCommandPassesTooFewVotesDisputePauseRepairNotifyCoolDownAndApproval() {
        assertStarts(Scene.unheard());
        assertStarts(Rows.disputed());
        assertStarts(Scene.down().record(record -> record.paused(Rows.PAUSE)));
        assertStarts(Scene.down().seen("ireland", Seen.repairedWriter()));
        assertStarts(Scene.down().plan(Plans.mode(Mode.NOTIFY)));
        assertStarts(Rows.afterRun(Duration.ZERO));
        assertStarts(Scene.down().plan(Plans.mode(Mode.APPROVAL)));
    }

    private static void assertStarts(Scene scene) {
        Decision decision = scene.command(Orders.failover()).decide();
        assertThat(decision.row()).isEqualTo(5);
        assertThat(decision.outcome()).as(decision.text()).isInstanceOf(Outcome.Start.class);
    }

    @Test
    void aFailoverByCommandNeverPassesTwoWritersAMoveOutsideOrAnUnfitStandby() {
        assertRefused(Rows.twoWriters(), Reason.TWO_WRITERS);
        assertRefused(Rows.movedToFenced(), Reason.MOVED_OUTSIDE);
        assertRefused(Scene.down().seen("frankfurt", Seen.busyReplica()), Reason.STANDBY_UNFIT);
        assertRefused(Rows.run(), Reason.RUN_UNDER_WAY);
        assertRefused(Scene.down().fleet(5, 5, 0), Reason.FLEET_LIMIT);
    }

    private static void assertRefused(Scene scene, Reason reason) {
        Decision decision = scene.command(Orders.failover()).decide();
        assertThat(decision.reason()).isEqualTo(reason);
        assertThat(decision.outcome().accepts()).isFalse();
    }

    @Test
    void aFailoverByCommandLosesOnlyWhatWasAcceptedByName() {
        Scene late = Scene.down().lag(Duration.ZERO, 12);
        assertRefused(late, Reason.LAG_OVER_LIMIT);
        assertThat(late.command(Orders.failover(Orders.unknown())).decide().reason())
                .isEqualTo(Reason.LAG_OVER_LIMIT);
        assertThat(late.command(Orders.failover(Orders.upTo(Duration.ofSeconds(12))))
                        .decide()
                        .outcome()
                        .accepts())
                .isTrue();

        Scene unknown = Scene.down().seen("frankfurt", Seen.replica());
        assertRefused(unknown, Reason.LAG_UNKNOWN);
        assertThat(unknown.command(Orders.failover(Orders.upTo(Duration.ofDays(1))))
                        .decide()
                        .reason())
                .isEqualTo(Reason.LAG_UNKNOWN);
        assertThat(unknown.command(Orders.failover(Orders.unknown()))
                        .decide()
                        .outcome()
                        .accepts())
                .isTrue();
    }

    @Test
    void theRunKnowsWhoOrderedItAndFromWhenTheOutageIs() {
        Outcome down = Scene.down().command(Orders.failover()).decide().outcome();
        assertThat(down).isInstanceOfSatisfying(Outcome.Start.class, start -> {
            assertThat(start.kind()).isEqualTo(Run.Kind.FAILOVER);
            assertThat(start.by()).contains("ann");
            assertThat(start.outageSince()).isEqualTo(Scene.OUTAGE);
            assertThat(start.generation()).isEqualTo(1);
        });

        Outcome well = Scene.well().command(Orders.failover()).decide().outcome();
        assertThat(well)
                .isInstanceOfSatisfying(
                        Outcome.Start.class,
                        start -> assertThat(start.outageSince()).isEqualTo(NOW));
    }

    @Test
    void aCommandThatExpectsAnotherSiteToBeActiveIsRefused() {
        Decision decision =
                Scene.well().command(Orders.failoverFrom("frankfurt")).decide();

        assertThat(decision.reason()).isEqualTo(Reason.ACTIVE_DIFFERS);
        assertThat(decision.text()).isEqualTo("the command expects frankfurt to be active, but ireland is");
        assertThat(Scene.well()
                        .command(Orders.failoverFrom("ireland"))
                        .decide()
                        .outcome()
                        .accepts())
                .isTrue();
    }

    @Test
    void aSwitchoverStartsWhenAllIsWellAlsoWhilePausedAndCoolingDown() {
        assertThat(switchover(Scene.well()).outcome().accepts()).isTrue();
        assertThat(switchover(Scene.well().record(record -> record.paused(Rows.PAUSE)))
                        .outcome()
                        .accepts())
                .isTrue();
    }

    @Test
    void aSwitchoverWantsBothSitesHealthy() {
        assertThat(switchover(Scene.down()).reason()).isEqualTo(Reason.NOT_HEALTHY);
        assertThat(switchover(Scene.well().vote("from-stockholm", "frankfurt", Opinion.SUSPECT))
                        .reason())
                .isEqualTo(Reason.NOT_HEALTHY);
        assertThat(switchover(Scene.well().seen("ireland", Seen.fencedWriter())).reason())
                .isEqualTo(Reason.NOT_HEALTHY);
        assertThat(switchover(Scene.well().seen("frankfurt", Seen.busyReplica()))
                        .reason())
                .isEqualTo(Reason.STANDBY_UNFIT);
    }

    @Test
    void aSwitchoverWantsNoRepairUnderWayAtEitherSite() {
        assertThat(switchover(Scene.well().seen("ireland", Seen.repairedWriter()))
                        .reason())
                .isEqualTo(Reason.AWS_REPAIRING);

        HeardOf repair = new HeardOf(NOW.minusSeconds(60), false, "Multi-AZ failover started");
        assertThat(switchover(Scene.well().record(record -> record.heardOfRepair("frankfurt", repair)))
                        .reason())
                .isEqualTo(Reason.AWS_REPAIRING);
    }

    @Test
    void aSwitchoverWantsAKnownLagAsOfNow() {
        assertThat(switchover(Scene.well().seen("frankfurt", Seen.replica())).reason())
                .isEqualTo(Reason.LAG_UNKNOWN);
        LagSample justNow = new LagSample(NOW, 3);
        assertThat(switchover(Scene.well().seen("frankfurt", Seen.replica(justNow)))
                        .outcome()
                        .accepts())
                .isTrue();
        assertThat(switchover(Scene.well().seen("frankfurt", Seen.replica(new LagSample(NOW, -1))))
                        .reason())
                .isEqualTo(Reason.LAG_UNKNOWN);
    }

    @Test
    void aSwitchoverWaitsForAnOwedFence() {
        assertThat(switchover(Rows.owed(Seen.replica(new LagSample(NOW, 0)))).reason())
                .isEqualTo(Reason.OWED);
    }

    private static Decision switchover(Scene scene) {
        Decision decision = scene.command(Orders.switchover()).decide();
        assertThat(decision.row()).isEqualTo(5);
        if (decision.outcome() instanceof Outcome.Start start) {
            assertThat(start.kind()).isEqualTo(Run.Kind.SWITCHOVER);
            assertThat(start.by()).isEqualTo(Optional.of("ann"));
        }
        return decision;
    }
}
