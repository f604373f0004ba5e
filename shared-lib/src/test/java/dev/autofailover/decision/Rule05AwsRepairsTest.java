// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.decision;

import static dev.autofailover.fixture.Scene.NOW;
import static dev.autofailover.fixture.Scene.OUTAGE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.autofailover.fixture.Scene;
import dev.autofailover.fixture.Seen;
import dev.autofailover.record.HeardOf;
import dev.autofailover.vote.Opinion;
import dev.autofailover.vote.SiteVote;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Rule 5: AWS repairing itself inside the Region is not an outage until the plan's grace period has passed. */
class Rule05AwsRepairsTest {
    private static final Duration GRACE = Duration.ofMinutes(2);

    @Test
    void aDescribedRepairIsWaitedForUntilTheGraceIsOver() {
        Decision decision = Scene.down().seen("ireland", Seen.repairedWriter()).decide();

        assertThat(decision.reason()).isEqualTo(Reason.AWS_REPAIRING);
        assertThat(decision.outcome()).isEqualTo(new Outcome.Wait(OUTAGE.plus(GRACE)));
    }

    @Test
    void theGraceCountsFromTheStartOfTheOutageAndEndsOnTime() {
        assertThat(downSince(NOW.minus(GRACE).plusMillis(1)).decide().reason()).isEqualTo(Reason.AWS_REPAIRING);
        assertThat(downSince(NOW.minus(GRACE)).decide().reason()).isEqualTo(Reason.FAIL_OVER);
    }

    private static Scene downSince(Instant since) {
        Scene scene = Scene.well()
                .seen("ireland", Seen.repairedWriter())
                .seen("frankfurt", Seen.replica(new LagSample(since, 0)));
        for (String observer : new String[] {"from-stockholm", "from-frankfurt"}) {
            scene.vote(new SiteVote(observer, "ireland", Opinion.DOWN, NOW, since, "", Map.of()));
        }
        return scene;
    }

    @Test
    void aRepairThatWasOnlyHeardOfIsWaitedForToo() {
        HeardOf repair = new HeardOf(OUTAGE.plusSeconds(1), false, "Multi-AZ failover started");
        Decision decision = Scene.down()
                .record(record -> record.heardOfRepair("ireland", repair))
                .decide();

        assertThat(decision.reason()).isEqualTo(Reason.AWS_REPAIRING);
        assertThat(decision.text()).contains("Multi-AZ failover started");
    }

    @Test
    void aRepairWhoseEndWasNeverHeardOfCountsForOneGraceOnly() {
        assertThat(heard(GRACE.minusMillis(1), false).decide().reason()).isEqualTo(Reason.AWS_REPAIRING);
        assertThat(heard(GRACE, false).decide().reason()).isEqualTo(Reason.FAIL_OVER);
    }

    @Test
    void oneRepairHeardOfAfterTheOtherDoesNotStretchTheGrace() {
        HeardOf another = new HeardOf(NOW.minusSeconds(1), false, "Multi-AZ failover, again");
        Scene scene = downSince(NOW.minus(GRACE))
                .seen("ireland", Seen.writer())
                .record(record -> record.heardOfRepair("ireland", another));

        assertThat(scene.decide().reason()).isEqualTo(Reason.FAIL_OVER);
    }

    @Test
    void aRepairThatIsOverIsNotWaitedFor() {
        assertThat(heard(Duration.ofSeconds(1), true).decide().reason()).isEqualTo(Reason.FAIL_OVER);
    }

    private static Scene heard(Duration ago, boolean over) {
        HeardOf repair = new HeardOf(NOW.minus(ago), over, "Multi-AZ failover");
        return Scene.down().record(record -> record.heardOfRepair("ireland", repair));
    }

    @Test
    void aRepairOfTheStandbyDoesNotHoldTheActiveSitesFailover() {
        HeardOf repair = new HeardOf(NOW, false, "reboot");

        assertThat(Scene.down()
                        .record(record -> record.heardOfRepair("frankfurt", repair))
                        .decide()
                        .reason())
                .isEqualTo(Reason.FAIL_OVER);
    }
}
