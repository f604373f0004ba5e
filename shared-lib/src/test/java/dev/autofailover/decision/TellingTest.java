// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.decision;

import static dev.autofailover.fixture.Scene.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.autofailover.fixture.Orders;
import dev.autofailover.fixture.Plans;
import dev.autofailover.fixture.Runs;
import dev.autofailover.fixture.Scene;
import dev.autofailover.fixture.Seen;
import dev.autofailover.message.Notification;
import dev.autofailover.message.Notification.Severity;
import dev.autofailover.plan.Policy.Mode;
import dev.autofailover.record.LastDecision;
import dev.autofailover.record.ServiceRecord;
import dev.autofailover.run.Advance;
import dev.autofailover.run.Run;
import dev.autofailover.run.StepKind;
import dev.autofailover.vote.Opinion;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TellingTest {
    /** One service that is looked at again and again; what was told is taken out of its outbox. */
    private static final class History {
        private ServiceRecord record = Scene.well().record();
        private final List<Notification> told = new ArrayList<>();

        List<String> look(Scene scene, Instant at) {
            scene.record(_ -> record).at(at);
            record = Telling.after(scene.plan(), record, scene.decide()).record();
            List<Notification> news = record.outbox();
            told.addAll(news);
            record = record.told(news.stream().map(Notification::id).toList());
            return news.stream().map(Notification::kind).toList();
        }
    }

    private final History history = new History();

    @Test
    void allWellFromTheBeginningIsNotTold() {
        assertThat(history.look(Scene.well(), NOW)).isEmpty();
    }

    @Test
    void aChangeIsToldOnceAndTheRecoveryToo() {
        assertThat(history.look(notReady(), NOW)).containsExactly("STANDBY_NOT_READY");
        assertThat(history.look(notReady(), NOW.plusSeconds(5))).isEmpty();
        assertThat(history.look(Scene.well(), NOW.plusSeconds(10))).containsExactly("ALL_WELL");
        assertThat(history.look(Scene.well(), NOW.plusSeconds(15))).isEmpty();
        assertThat(history.told.getLast().severity()).isEqualTo(Severity.INFO);
    }

    @Test
    void thatVotesAreMissingIsToldWhenItLastsAFreshPeriod() {
        assertThat(history.look(Scene.unheard(), NOW)).isEmpty();
        assertThat(history.look(Scene.unheard(), NOW.plusMillis(89_999))).isEmpty();
        assertThat(history.look(Scene.unheard(), NOW.plusSeconds(90))).containsExactly("NOT_ENOUGH_VOTES");
        assertThat(history.look(Scene.unheard(), NOW.plusSeconds(95))).isEmpty();
    }

    @Test
    void aPassingLackOfVotesIsNotToldAndSoIsItsEnd() {
        history.look(Scene.well(), NOW);
        assertThat(history.look(Scene.unheard(), NOW.plusSeconds(1))).isEmpty();
        assertThat(history.look(Scene.well(), NOW.plusSeconds(2))).isEmpty();
    }

    @Test
    void whatWasToldIsNotToldAgainAfterAPassingMomentOfSomethingElse() {
        assertThat(history.look(Rows.disputed(), NOW)).containsExactly("DISPUTED");
        assertThat(history.look(Scene.unheard(), NOW.plusSeconds(5))).isEmpty();
        assertThat(history.look(Rows.disputed(), NOW.plusSeconds(10))).isEmpty();
        assertThat(history.look(Scene.well(), NOW.plusSeconds(15))).containsExactly("ALL_WELL");
    }

    @Test
    void isolationIsToldWhenItIsOverIfItLasted() {
        Scene isolated =
                Scene.unheard().seen("ireland", SiteObservation.silent()).seen("frankfurt", SiteObservation.silent());
        assertThat(history.look(isolated, NOW)).isEmpty();
        assertThat(history.look(isolated, NOW.plusSeconds(80))).isEmpty();
        assertThat(history.look(Scene.well(), NOW.plusSeconds(80))).isEmpty();
        assertThat(history.look(isolated, NOW.plusSeconds(80))).isEmpty();
        assertThat(history.look(fresh(NOW.plusSeconds(170)), NOW.plusSeconds(170)))
                .containsExactly("ISOLATED");
        assertThat(history.told.getLast().text()).contains("from 2026-11-02T10:01:20Z to 2026-11-02T10:02:50Z");
    }

    private static Scene fresh(Instant now) {
        Scene scene = Scene.unheard().at(now);
        for (String observer : List.of("from-stockholm", "from-frankfurt")) {
            scene.vote(observer, "ireland", Opinion.HEALTHY).vote(observer, "frankfurt", Opinion.HEALTHY);
        }
        return scene;
    }

    @Test
    void aQuestionIsToldOnceAndItIsAskedUntilTheSiteIsHealthyAgain() {
        assertThat(history.look(Scene.down().lag(Duration.ZERO, 12), NOW)).containsExactly("LAG_OVER_LIMIT");
        assertThat(history.record.asked()).isPresent();
        assertThat(history.look(Scene.down().lag(Duration.ZERO, 12), NOW.plusSeconds(5)))
                .isEmpty();
        assertThat(history.record.asked().orElseThrow().askedAt()).isEqualTo(NOW);

        assertThat(history.look(Scene.well(), NOW.plusSeconds(10))).containsExactly("ALL_WELL");
        assertThat(history.record.asked()).isEmpty();
    }

    @Test
    void anotherQuestionIsToldThoughTheRowIsTheSame() {
        history.look(Scene.down().lag(Duration.ZERO, 12), NOW);

        assertThat(history.look(Scene.down().lag(Duration.ZERO, 60), NOW.plusSeconds(5)))
                .containsExactly("LAG_OVER_LIMIT");
        assertThat(history.told.stream().map(Notification::id).distinct()).hasSize(2);
    }

    @Test
    void aRunTellsOfItselfAndWhatIsBadAfterItIsToldAnew() {
        history.look(notReady(), NOW);
        assertThat(history.look(Scene.down(), NOW.plusSeconds(1))).isEmpty();

        assertThat(history.look(notReady(), NOW.plusSeconds(2))).containsExactly("STANDBY_NOT_READY");
    }

    @Test
    void aServiceThatIsFencedAndNotPromotedIsToldEveryQuarterOfAnHour() {
        Scene scene = Scene.down();
        Run fenced = Runs.until(StepKind.PROMOTE, Runs.failover(scene.plan()).run(), scene.plan());
        history.record = history.record.begin(Runs.failover(scene.plan()));
        history.record = history.record.advance(new Advance(fenced, List.of(), Optional.empty()), scene.plan(), NOW);
        history.record = history.record.told(
                history.record.outbox().stream().map(Notification::id).toList());

        Duration quarter = Telling.LOUD_AGAIN;
        assertThat(history.look(scene, NOW.plus(quarter).minusMillis(1))).isEmpty();
        assertThat(history.look(scene, NOW.plus(quarter))).containsExactly("FENCED_NOT_PROMOTED");
        assertThat(history.look(scene, NOW.plus(quarter).plusSeconds(5))).isEmpty();
        assertThat(history.look(scene, NOW.plus(quarter.multipliedBy(2)))).containsExactly("FENCED_NOT_PROMOTED");
        assertThat(history.told.stream().map(Notification::id).distinct()).hasSize(2);
    }

    @Test
    void whatAnOperatorChangedIsToldToTheOthers() {
        assertThat(history.look(Scene.well().command(Orders.pause()), NOW)).containsExactly("COMMAND");
        assertThat(history.record.pause()).isPresent();
        assertThat(history.told.getLast().title())
                .isEqualTo("orders: ann: automation is paused since 2026-11-02T10:00:00Z (drill)");
    }

    @Test
    void anIdIsTheSameWhoeverLooksAndWhenever() {
        Scene scene = Scene.down().plan(Plans.mode(Mode.NOTIFY));
        history.look(scene, NOW);

        assertThat(history.told.getLast().id()).isEqualTo("orders-0-NOTIFY_ONLY-" + NOW.toEpochMilli());
        assertThat(history.record.lastDecision().flatMap(LastDecision::told)).isPresent();
    }

    @Test
    void everyReasonHasItsAnnouncementAndASubjectThatSnsTakes() {
        for (Reason reason : Reason.values()) {
            assertThat(Announcement.of(reason).title()).matches("[ -~]{0,80}");
        }
    }

    private static Scene notReady() {
        return Scene.well().seen("frankfurt", Seen.busyReplica());
    }
}
