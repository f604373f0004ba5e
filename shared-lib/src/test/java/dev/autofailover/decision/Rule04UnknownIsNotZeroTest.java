// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.decision;

import static dev.autofailover.fixture.Scene.NOW;
import static dev.autofailover.fixture.Scene.OUTAGE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.autofailover.fixture.Plans;
import dev.autofailover.fixture.Scene;
import dev.autofailover.fixture.Seen;
import dev.autofailover.plan.Policy.UnknownLag;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Rule 4: no lag sample, a stale one, or −1 means that the loss is unknown, and the plan says whether unknown blocks. */
class Rule04UnknownIsNotZeroTest {
    private static final Duration FRESH = Duration.ofMinutes(3);

    @Test
    void noSampleIsUnknown() {
        assertThat(Lag.at(OUTAGE, List.of(), FRESH)).isInstanceOf(Lag.Unknown.class);
        assertThat(Scene.down().seen("frankfurt", Seen.replica()).decide().reason())
                .isEqualTo(Reason.LAG_UNKNOWN);
    }

    @Test
    void aStaleSampleIsUnknown() {
        assertThat(Scene.down().lag(FRESH.plusSeconds(1), 0).decide().reason()).isEqualTo(Reason.LAG_UNKNOWN);
    }

    @Test
    void minusOneIsUnknownAndSoIsWhatIsNoNumber() {
        assertThat(Scene.down().lag(Duration.ZERO, -1).decide().reason()).isEqualTo(Reason.LAG_UNKNOWN);
        for (double noNumber : new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
            assertThat(Scene.down().lag(Duration.ZERO, noNumber).decide().reason())
                    .isEqualTo(Reason.LAG_UNKNOWN);
        }
    }

    @Test
    void aMinusOneIsNotCoveredUpByAnOlderGoodSample() {
        LagSample good = new LagSample(OUTAGE.minusSeconds(60), 0);
        LagSample stopped = new LagSample(OUTAGE.minusSeconds(5), -1);

        assertThat(Lag.at(OUTAGE, List.of(stopped, good), FRESH)).isInstanceOf(Lag.Unknown.class);
    }

    @Test
    void whatIsMeasuredAfterTheOutageBeganIsNotTheLoss() {
        LagSample before = new LagSample(OUTAGE, 0.2);
        LagSample grown = new LagSample(NOW, 9.8);

        assertThat(Lag.at(OUTAGE, List.of(grown, before), FRESH))
                .isEqualTo(new Lag.Known(Duration.ofMillis(200), OUTAGE));
        assertThat(Lag.at(OUTAGE, List.of(grown), FRESH)).isInstanceOf(Lag.Unknown.class);
    }

    @Test
    void whatIsAskedWithAnUnknownLagNamesNoLoss() {
        Outcome outcome =
                Scene.down().seen("frankfurt", Seen.replica()).decide().outcome();

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Ask.class,
                        ask -> assertThat(ask.proposal().loss()).isEqualTo(Optional.empty()));
    }

    @Test
    void thePlanMayLetAnUnknownLagPass() {
        assertThat(Scene.down()
                        .plan(Plans.unknownLag(UnknownLag.ALLOW))
                        .lag(Duration.ZERO, -1)
                        .decide()
                        .reason())
                .isEqualTo(Reason.FAIL_OVER);
    }
}
