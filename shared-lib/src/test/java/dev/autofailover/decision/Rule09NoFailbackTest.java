// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.decision;

import static dev.autofailover.fixture.Scene.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.autofailover.fixture.Orders;
import dev.autofailover.fixture.Records;
import dev.autofailover.fixture.Scene;
import dev.autofailover.fixture.Seen;
import dev.autofailover.record.ServiceRecord;
import dev.autofailover.vote.Opinion;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Rule 9: once over, it stays over. No automatic failback, ever; the old site recovering takes no traffic back. */
class Rule09NoFailbackTest {
    /** Frankfurt serves since yesterday, all is acknowledged, and ireland, which the plan prefers, is as good as new. */
    private static Scene preferredSiteIsBack() {
        Scene scene =
                Scene.well().seen("frankfurt", Seen.writer()).seen("ireland", Seen.replica(new LagSample(NOW, 0)));
        ServiceRecord past = Records.first().adopted("frankfurt");
        return scene.record(_ -> past);
    }

    @Test
    void thePreferredSiteBeingReadyIsAllWellAndNothingMore() {
        assertThat(preferredSiteIsBack().decide().outcome()).isEqualTo(new Outcome.Hold());
    }

    @Test
    void theOldWriterComingBackIsFencedAndNothingMore() {
        Scene scene = Rows.owed(Seen.writer());

        assertThat(scene.decide().outcome()).isInstanceOf(Outcome.DoOwed.class);
        assertThat(scene.record().active()).isEqualTo("ireland");
    }

    @Test
    void aStandbyThatWasRebuiltIsNotFencedForTheOldRunsSake() {
        Outcome outcome = Rows.owed(Seen.replica()).decide().outcome();

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Change.class,
                        change -> assertThat(change.next().owed()).isEmpty());
    }

    @Test
    void theWayBackIsAFailoverLikeAnyOtherOnlyWhenTheNewSiteIsDown() {
        assertThat(preferredSiteIsBack()
                        .vote("from-stockholm", "frankfurt", Opinion.DOWN)
                        .vote("from-frankfurt", "frankfurt", Opinion.DOWN)
                        .seen("ireland", Seen.replica(new LagSample(Scene.OUTAGE, 0)))
                        .decide()
                        .reason())
                .isEqualTo(Reason.FAIL_OVER);
    }

    @Test
    void aHumanMayOrderTheWayBack() {
        assertThat(preferredSiteIsBack()
                        .command(Orders.switchover())
                        .decide()
                        .outcome()
                        .accepts())
                .isTrue();
    }

    @Test
    void healthyAgainAfterTheCoolDownIsNoReasonForAnything() {
        assertThat(Rows.afterRun(Duration.ofDays(1))
                        .record(ServiceRecord::acknowledged)
                        .vote("from-stockholm", "ireland", Opinion.HEALTHY)
                        .vote("from-frankfurt", "ireland", Opinion.HEALTHY)
                        .decide()
                        .outcome())
                .isEqualTo(new Outcome.Hold());
    }
}
