// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.vote;

import static dev.autofailover.fixture.Scene.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.autofailover.fixture.Plans;
import dev.autofailover.plan.Observer;
import dev.autofailover.plan.Plan;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RecognitionTest {
    private static final Plan PLAN = Plans.orders();

    @Test
    void aProbeIsKnownByItsNameAndTheDatabaseInItsRegion() {
        assertThat(Recognition.in(PLAN, vote("from-stockholm", "orders-replica", "eu-central-1")))
                .containsExactly(new Recognition("from-stockholm", "frankfurt"));
        assertThat(Recognition.in(PLAN, vote("from-stockholm", "orders-replica", "eu-west-1")))
                .isEmpty();
        assertThat(Recognition.in(PLAN, vote("from-dublin", "orders", "eu-west-1")))
                .isEmpty();
    }

    @Test
    void anRdsEventIsKnownByTheArnOrTheBareIdentifier() {
        String arn = "arn:aws:rds:eu-west-1:111122223333:db:orders";

        assertThat(Recognition.in(PLAN, vote(Recognition.RDS_EVENTS, arn, "eu-west-1")))
                .containsExactly(new Recognition("rds", "ireland"));
        assertThat(Recognition.in(PLAN, vote(Recognition.RDS_EVENTS, "orders", "eu-west-1")))
                .containsExactly(new Recognition("rds", "ireland"));
    }

    @Test
    void aDatabaseOfTheSameNameInAnotherRegionIsSomebodyElses() {
        assertThat(Recognition.in(PLAN, vote(Recognition.RDS_EVENTS, "orders", "us-east-1")))
                .isEmpty();
    }

    @Test
    void aRepairIsRecognisedAsAnEventOfItsSite() {
        Signal repair =
                new Signal.Repair(Recognition.RDS_EVENTS, "orders", "eu-west-1", false, NOW, "failover started");

        assertThat(Recognition.in(PLAN, repair)).containsExactly(new Recognition("rds", "ireland"));
    }

    @Test
    void anAlarmIsKnownByItsArn() {
        assertThat(Recognition.in(PLAN, vote(Recognition.CLOUDWATCH_ALARM, Plans.ALARM, "eu-west-1")))
                .containsExactly(new Recognition("connections", "ireland"));
        assertThat(Recognition.in(PLAN, vote(Recognition.CLOUDWATCH_ALARM, Plans.ALARM + "2", "eu-west-1")))
                .isEmpty();
    }

    @Test
    void aCanaryIsKnownByItsNameItsTableAndTheRegionOfASite() {
        Duration second = Duration.ofSeconds(1);
        Observer canary = new Observer.DynamoDbCanary(
                "sessions-table", "eu-north-1", "sessions", List.of("eu-west-1"), second, second, 2);
        Plan plan = Plans.observers(1, List.of(canary)).apply(PLAN);

        assertThat(Recognition.in(plan, vote("sessions-table", "sessions", "eu-west-1")))
                .containsExactly(new Recognition("sessions-table", "ireland"));
        assertThat(Recognition.in(plan, vote("sessions-table", "sessions", "eu-central-1")))
                .isEmpty();
        assertThat(Recognition.in(plan, vote("sessions-table", "carts", "eu-west-1")))
                .isEmpty();
    }

    @Test
    void aRecognisedVoteIsKeptUnderThePlansNames() {
        Signal.Vote vote = vote(Recognition.RDS_EVENTS, "orders", "eu-west-1");

        assertThat(new Recognition("rds", "ireland").siteVote(vote))
                .isEqualTo(
                        new SiteVote("rds", "ireland", Opinion.DOWN, NOW, NOW, "failed", Map.of("status", "failed")));
    }

    @Test
    void aSignalMoreThanAMinuteAheadIsFromTheFuture() {
        Signal vote = vote("from-stockholm", "orders", "eu-west-1");

        assertThat(Recognition.isFromTheFuture(vote, NOW.minusSeconds(60))).isFalse();
        assertThat(Recognition.isFromTheFuture(vote, NOW.minusSeconds(61))).isTrue();
    }

    private static Signal.Vote vote(String observer, String resource, String region) {
        return new Signal.Vote(
                observer, resource, region, Opinion.DOWN, NOW, NOW, "failed", Map.of("status", "failed"));
    }
}
