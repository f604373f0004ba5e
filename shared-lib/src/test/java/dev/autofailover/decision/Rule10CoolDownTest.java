// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.decision;

import static dev.autofailover.fixture.Scene.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.autofailover.fixture.Orders;
import dev.autofailover.fixture.Runs;
import dev.autofailover.fixture.Scene;
import dev.autofailover.record.ServiceRecord;
import dev.autofailover.run.Advance;
import dev.autofailover.run.Run;
import dev.autofailover.run.StepKind;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Rule 10: after a run, a cool-down and a human's acknowledgement stand before the next automatic one. */
class Rule10CoolDownTest {
    private static final Duration COOL_DOWN = Duration.ofMinutes(30);

    @Test
    void withinTheCoolDownNothingStartsEvenWhenAcknowledged() {
        Scene scene = Rows.afterRun(COOL_DOWN.minusSeconds(1)).record(ServiceRecord::acknowledged);

        assertThat(scene.decide().reason()).isEqualTo(Reason.COOL_DOWN);
    }

    @Test
    void afterTheCoolDownNothingStartsUntilAHumanHasLooked() {
        Scene scene = Rows.afterRun(Duration.ofDays(3));
        assertThat(scene.decide().reason()).isEqualTo(Reason.NOT_ACKNOWLEDGED);

        scene.record(ServiceRecord::acknowledged);
        assertThat(scene.decide().reason()).isEqualTo(Reason.FAIL_OVER);
    }

    @Test
    void aRunThatTurnedBackIsARunToo() {
        Scene scene = Scene.down();
        ServiceRecord begun = scene.record().begin(Runs.switchover(scene.plan()));
        Run fencing = Runs.until(StepKind.FENCE, begun.run().orElseThrow(), scene.plan());
        Advance back = Runs.after(fencing, Runs.impossible(), scene.plan(), NOW);
        ServiceRecord turning = begun.advance(back, scene.plan(), NOW);
        ServiceRecord turned = turning.advance(
                Runs.after(turning.run().orElseThrow(), Runs.done(), scene.plan(), NOW), scene.plan(), NOW);

        assertThat(turned.active()).isEqualTo("ireland");
        assertThat(scene.record(_ -> turned).decide().reason()).isEqualTo(Reason.COOL_DOWN);
        assertThat(turned.unacknowledged()).isTrue();
    }

    @Test
    void aCommandIsAHumansWord() {
        assertThat(Rows.afterRun(Duration.ZERO)
                        .command(Orders.failover())
                        .decide()
                        .outcome()
                        .accepts())
                .isTrue();
    }
}
