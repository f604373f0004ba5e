// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.decision;

import static dev.autofailover.fixture.Scene.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.autofailover.fixture.Orders;
import dev.autofailover.fixture.Scene;
import dev.autofailover.record.LastDecision;
import dev.autofailover.vote.Opinion;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Rule 13: every decision is recorded with its votes and its reasons, the ones not to act included. */
class Rule13RecordedTest {
    @Test
    void theFirstDecisionIsRecordedAlsoWhenAllIsWell() {
        Telling telling = look(Scene.well());

        assertThat(telling.worthNoting()).isTrue();
        assertThat(telling.record().lastDecision().map(LastDecision::reason)).contains(Reason.ALL_WELL);
    }

    @Test
    void theSameOnTheSameGroundsIsRecordedOnceWithTheTimeSinceWhenItStands() {
        Scene scene = Scene.well();
        Telling first = look(scene);
        Telling second = look(scene.record(_ -> first.record()).at(NOW.plusSeconds(5)));

        assertThat(second.worthNoting()).isFalse();
        assertThat(second.record()).isEqualTo(first.record());
        assertThat(second.record().lastDecision().map(LastDecision::since)).contains(NOW);
    }

    @Test
    void aFalseAlarmIsRecordedThoughTheRowStaysTheSame() {
        Scene scene = Scene.well();
        Telling before = look(scene);
        Telling alarmed = look(scene.record(_ -> before.record()).vote("connections", "ireland", Opinion.DOWN));

        assertThat(alarmed.record().lastDecision().map(LastDecision::row)).contains(7);
        assertThat(alarmed.worthNoting()).isTrue();
        assertThat(alarmed.record().lastDecision().orElseThrow().opinions())
                .containsEntry("connections/ireland", Opinion.DOWN);
    }

    @Test
    void anotherRowOrReasonIsRecorded() {
        Telling before = look(Scene.down());
        Scene paused = Scene.down().record(_ -> before.record().paused(Rows.PAUSE));

        assertThat(look(paused).worthNoting()).isTrue();
    }

    @Test
    void aRefusalIsRecordedAndLeavesTheStandingDecisionAlone() {
        Telling before = look(Scene.down());
        Scene refused = Scene.down().record(_ -> before.record()).command(Orders.switchover());
        Telling after = look(refused);

        assertThat(after.worthNoting()).isTrue();
        assertThat(after.record()).isEqualTo(before.record());
    }

    @Test
    void everyDecisionHasItsVotesAndAText() {
        for (Scene scene : new Scene[] {Scene.well(), Scene.down(), Rows.disputed()}) {
            assertThat(scene.decide().votes()).isNotEmpty();
            assertThat(scene.decide().text()).isNotBlank();
        }
    }

    @Test
    void theVotesAreThoseOnBothSitesThatCounted() {
        Scene scene = Scene.well()
                .vote("from-stockholm", "frankfurt", Opinion.HEALTHY)
                .vote("from-frankfurt", "frankfurt", Opinion.DOWN, Duration.ofDays(1));

        assertThat(scene.decide().votes())
                .extracting(vote -> vote.observer() + "/" + vote.site())
                .contains("from-stockholm/ireland", "from-stockholm/frankfurt")
                .doesNotContain("from-frankfurt/frankfurt");
    }

    private static Telling look(Scene scene) {
        return Telling.after(scene.plan(), scene.record(), scene.decide());
    }
}
