// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autofailover.fixture.Scene;
import dev.autofailover.fixture.Seen;
import dev.autofailover.vote.Opinion;
import org.junit.jupiter.api.Test;

/** Rule 3: the sickness of the standby never starts a failover; it blocks one. */
class Rule03StandbyTest {
    @Test
    void aStandbyThatIsDownIsToldAndStartsNothing() {
        Decision decision = standbyDown(Scene.well()).decide();

        assertThat(decision.reason()).isEqualTo(Reason.STANDBY_NOT_READY);
        assertThat(decision.outcome()).isEqualTo(new Outcome.Tell());
        assertThat(decision.text()).contains("frankfurt DOWN: 2 of 2 fresh votes DOWN");
    }

    @Test
    void aStandbyThatIsDownBlocksTheFailover() {
        assertThat(standbyDown(Scene.down()).decide().reason()).isEqualTo(Reason.STANDBY_UNFIT);
    }

    @Test
    void aStandbyWhoseRegionIsSilentBlocksTheFailover() {
        assertThat(Scene.down()
                        .seen("frankfurt", SiteObservation.silent())
                        .decide()
                        .reason())
                .isEqualTo(Reason.STANDBY_UNFIT);
    }

    @Test
    void aStandbyThatCanNotBePromotedNowBlocksTheFailover() {
        assertThat(Scene.down().seen("frankfurt", Seen.busyReplica()).decide().reason())
                .isEqualTo(Reason.STANDBY_UNFIT);
        assertThat(Scene.down().seen("frankfurt", Seen.other()).decide().reason())
                .isEqualTo(Reason.STANDBY_UNFIT);
    }

    @Test
    void aReplicationThatStandsStillIsToldWhileAllIsWell() {
        Decision decision = Scene.well().seen("frankfurt", Seen.faultyReplica()).decide();

        assertThat(decision.reason()).isEqualTo(Reason.STANDBY_NOT_READY);
        assertThat(decision.text()).contains("error: could not connect");
    }

    @Test
    void aReplicationThatStandsStillBecauseThePrimaryIsGoneBlocksNoFailover() {
        assertThat(Scene.down()
                        .seen("frankfurt", Seen.faultyReplica(new LagSample(Scene.OUTAGE, 0.2)))
                        .decide()
                        .reason())
                .isEqualTo(Reason.FAIL_OVER);
        assertThat(Scene.down()
                        .seen("frankfurt", Seen.faultyReplica(new LagSample(Scene.OUTAGE, 3_600)))
                        .decide()
                        .reason())
                .as("one that broke an hour before")
                .isEqualTo(Reason.LAG_OVER_LIMIT);
    }

    private static Scene standbyDown(Scene scene) {
        return scene.vote("from-stockholm", "frankfurt", Opinion.DOWN)
                .vote("from-frankfurt", "frankfurt", Opinion.DOWN);
    }
}
