// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.decision;

import static dev.autofailover.fixture.Scene.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.autofailover.fixture.Orders;
import dev.autofailover.fixture.Scene;
import dev.autofailover.fixture.Seen;
import dev.autofailover.message.Notification;
import dev.autofailover.message.Notification.Severity;
import dev.autofailover.record.ServiceRecord;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Rule 14: two writers, or a topology changed by other hands, are told at once and loudly, and never healed by guessing. */
class Rule14TwoWritersTest {
    @Test
    void twoWritersAreToldAtOnceAndNothingIsDoneHoweverTheVotesAre() {
        for (Scene scene : List.of(Rows.twoWriters(), Scene.well().seen("frankfurt", Seen.writer()))) {
            Decision decision = scene.decide();

            assertThat(decision.reason()).isEqualTo(Reason.TWO_WRITERS);
            assertThat(decision.outcome()).isEqualTo(new Outcome.Tell());
            assertThat(told(scene).getFirst().severity()).isEqualTo(Severity.CRITICAL);
        }
    }

    @Test
    void itIsToldAgainEveryQuarterOfAnHourUnderAnotherId() {
        Scene scene = Rows.twoWriters();
        Notification first = told(scene).getFirst();
        ServiceRecord after = Telling.after(scene.plan(), scene.record(), scene.decide())
                .record()
                .told(Set.of(first.id()));

        scene.record(_ -> after).at(NOW.plus(Duration.ofMinutes(15)).minusMillis(1));
        assertThat(told(scene)).isEmpty();

        scene.at(NOW.plus(Duration.ofMinutes(15)));
        assertThat(told(scene)).hasSize(1);
        assertThat(told(scene).getFirst().id()).isNotEqualTo(first.id());
    }

    @Test
    void aMoveMadeByOtherHandsIsToldAndWaitsForAdopt() {
        Scene moved = Rows.movedToFenced();
        assertThat(told(moved).getFirst().severity()).isEqualTo(Severity.CRITICAL);
        assertThat(moved.decide().outcome()).isEqualTo(new Outcome.Tell());

        Outcome adopted = moved.command(Orders.adopt()).decide().outcome();
        assertThat(adopted)
                .isInstanceOfSatisfying(
                        Outcome.Change.class,
                        change -> assertThat(change.next().active()).isEqualTo("frankfurt"));
    }

    @Test
    void adoptingIsRefusedUntilOneOfTheTwoWritersIsFenced() {
        assertThat(Rows.twoWriters().command(Orders.adopt()).decide().outcome()).isEqualTo(new Outcome.Refuse());
    }

    @Test
    void twoWritersWhileAFenceIsOwedAreHealedByThatFence() {
        assertThat(Rows.owed(Seen.writer()).decide().reason()).isEqualTo(Reason.OWED);
    }

    @Test
    void theFencedOldWriterAfterARunIsNoContradiction() {
        Scene scene = Scene.well().seen("frankfurt", Seen.fencedWriter());

        assertThat(scene.decide().reason()).isEqualTo(Reason.STANDBY_NOT_READY);
    }

    private static List<Notification> told(Scene scene) {
        ServiceRecord after =
                Telling.after(scene.plan(), scene.record(), scene.decide()).record();
        return after.outbox().stream()
                .filter(news -> !scene.record().outbox().contains(news))
                .toList();
    }
}
