// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.record;

import static dev.autofailover.fixture.Scene.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.autofailover.decision.Reason;
import dev.autofailover.fixture.Plans;
import dev.autofailover.fixture.Records;
import dev.autofailover.fixture.Runs;
import dev.autofailover.fixture.Scene;
import dev.autofailover.message.Notification;
import dev.autofailover.plan.Plan;
import dev.autofailover.run.Advance;
import dev.autofailover.run.StepKind;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ServiceRecordTest {
    private static final Plan PLAN = Plans.orders();

    @Test
    void aRunBeginsWithItsGenerationAndEndsWhatWasAsked() {
        Proposal asked = new Proposal(1, Reason.APPROVAL_NEEDED, "frankfurt", Optional.empty(), NOW);
        ServiceRecord begun = Records.first().asking(asked).begin(Runs.failover(PLAN));

        assertThat(begun.generation()).isEqualTo(1);
        assertThat(begun.asked()).isEmpty();
        assertThat(begun.outbox().stream().map(Notification::kind)).containsExactly("RUN_STARTED");
    }

    @Test
    void aRunThatIsDoneMovesTheActiveSiteAndLeavesACoolDownAndWhatIsOwed() {
        ServiceRecord after = Records.owingTheFence(PLAN, NOW);

        assertThat(after.active()).isEqualTo("ireland");
        assertThat(after.coolDownUntil()).contains(NOW.plus(Duration.ofMinutes(30)));
        assertThat(after.unacknowledged()).isTrue();
        assertThat(after.owed()).containsExactly(new OwedTask(StepKind.FENCE, "frankfurt", 1, NOW, Map.of()));
    }

    @Test
    void whatHasSettledDoesNotSettleAgain() {
        ServiceRecord after = Records.afterFailover(PLAN, NOW).acknowledged();
        Advance again = new Advance(after.run().orElseThrow(), List.of(), Optional.empty());

        assertThat(after.advance(again, PLAN, NOW.plusSeconds(60))).isEqualTo(after);
    }

    @Test
    void theSiteThatServesIsNeverOwedAFence() {
        ServiceRecord owing = Records.owingTheFence(PLAN, NOW);

        assertThat(owing.adopted("frankfurt").owed()).isEmpty();
        assertThat(owing.adopted("ireland").owed()).hasSize(1);
    }

    @Test
    void anOwedTaskLearnsAndIsPaid() {
        ServiceRecord owing = Records.owingTheFence(PLAN, NOW);
        ServiceRecord tried = owing.stillOwed(owing.owed().getFirst(), Map.of("groups", "sg-1"));

        assertThat(tried.owed().getFirst().evidence()).containsEntry("groups", "sg-1");
        assertThat(tried.paid(tried.owed().getFirst()).owed()).isEmpty();
    }

    @Test
    void whatWasHeardLaterCountsInWhateverOrderItCame() {
        HeardOf began = new HeardOf(NOW, false, "failover started");
        HeardOf ended = new HeardOf(NOW.plusSeconds(60), true, "failover completed");

        for (List<HeardOf> order : List.of(List.of(began, ended), List.of(ended, began))) {
            ServiceRecord record = Records.first();
            for (HeardOf news : order) {
                record = record.heardOfRepair("ireland", news).heardOfBlock("frankfurt", news);
            }
            assertThat(record.repairs()).containsEntry("ireland", ended);
            assertThat(record.blocks()).containsEntry("frankfurt", ended);
        }
    }

    @Test
    void anEndOfTheSameTimeAsItsBeginningComesAfterIt() {
        HeardOf began = new HeardOf(NOW, false, "");
        HeardOf ended = new HeardOf(NOW, true, "");

        assertThat(began.newer(ended)).isEqualTo(ended);
        assertThat(ended.newer(began)).isEqualTo(ended);
    }

    @Test
    void whatWaitsToBeToldIsKeptOnceUntilItWasTold() {
        ServiceRecord begun = Records.first().begin(Runs.failover(PLAN));
        List<Notification> news = begun.outbox();

        assertThat(begun.telling(news)).isEqualTo(begun);
        assertThat(begun.told(List.of(news.getFirst().id())).outbox()).isEmpty();
    }

    @Test
    void aYesToOneQuestionIsNoYesToTheNext() {
        Approval yes = new Approval(1, AcceptedLoss.none(), "ann", NOW);
        Proposal next = new Proposal(1, Reason.LAG_UNKNOWN, "frankfurt", Optional.empty(), NOW);

        assertThat(Records.first().approved(yes).asking(next).approval()).isEmpty();
    }

    @Test
    void everyWriteIsOneRevisionMore() {
        assertThat(Scene.well().record().nextRevision().revision()).isEqualTo(1);
    }
}
