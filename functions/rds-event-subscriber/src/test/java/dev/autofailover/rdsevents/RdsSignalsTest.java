// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.rdsevents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.autofailover.lambda.Delivery;
import dev.autofailover.lambda.Reading;
import dev.autofailover.lambda.Unusable;
import dev.autofailover.vote.Opinion;
import dev.autofailover.vote.Signal;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RdsSignalsTest {
    private static final String ORDERS = "arn:aws:rds:eu-west-1:111122223333:db:orders";
    private static final String REPLICA = "arn:aws:rds:eu-central-1:111122223333:db:orders-replica";
    private final RdsSignals signals = new RdsSignals(EventKinds.load());

    private Reading reading(String sample) throws IOException {
        List<Delivery> deliveries = Samples.deliveries(sample);
        assertThat(deliveries).hasSize(1);
        return signals.read(deliveries.getFirst());
    }

    private Signal signal(String sample) throws IOException {
        return ((Reading.Says) reading(sample)).signal();
    }

    @Test
    void aMultiAzFailoverIsARepairWhicheverWayItIsTold() throws IOException {
        Signal.Repair expected = new Signal.Repair(
                "rds-events",
                ORDERS,
                "eu-west-1",
                false,
                Instant.parse("2026-11-21T10:30:04.874Z"),
                "RDS-EVENT-0013: Multi-AZ failover to the standby in this Region began");

        assertThat(signal("rds-multi-az-failover-started.sns.json")).isEqualTo(expected);
        assertThat(signal("rds-multi-az-failover-started.eventbridge.json")).isEqualTo(expected);
    }

    @Test
    void itsEndEndsTheRepair() throws IOException {
        assertThat(signal("rds-multi-az-failover-completed.sns.json"))
                .isInstanceOfSatisfying(
                        Signal.Repair.class,
                        repair -> assertThat(repair.ended()).isTrue());
        assertThat(signal("rds-multi-az-failover-completed.eventbridge.json"))
                .isEqualTo(signal("rds-multi-az-failover-completed.sns.json"));
    }

    @Test
    void fullStorageVotesDownWithAwsOwnWordsAsEvidence() throws IOException {
        assertThat(signal("rds-storage-full.sns.json")).isInstanceOfSatisfying(Signal.Vote.class, vote -> {
            assertThat(vote.opinion()).isEqualTo(Opinion.DOWN);
            assertThat(vote.resource()).isEqualTo(ORDERS);
            assertThat(vote.since()).isEqualTo(vote.at()).isEqualTo("2026-11-21T10:30:20.333Z");
            assertThat(vote.evidence())
                    .containsEntry("event", "RDS-EVENT-0221")
                    .containsEntry("category", "availability");
            assertThat(vote.evidence().get("message")).startsWith("DB instance has reached the storage-full threshold");
        });
        assertThat(signal("rds-storage-full.eventbridge.json")).isEqualTo(signal("rds-storage-full.sns.json"));
    }

    @Test
    void stoppedReplicationBlocksPromotionUntilItResumes() throws IOException {
        assertThat(signal("rds-replication-stopped.sns.json"))
                .isInstanceOfSatisfying(Signal.PromotionBlock.class, block -> {
                    assertThat(block.lifted()).isFalse();
                    assertThat(block.resource()).isEqualTo(REPLICA);
                    assertThat(block.region()).isEqualTo("eu-central-1");
                });
        assertThat(signal("rds-replication-resumed.eventbridge.json"))
                .isInstanceOfSatisfying(
                        Signal.PromotionBlock.class,
                        block -> assertThat(block.lifted()).isTrue());
        assertThat(signal("rds-backup-started.eventbridge.json"))
                .isInstanceOfSatisfying(
                        Signal.PromotionBlock.class,
                        block -> assertThat(block.lifted()).isFalse());
    }

    @Test
    void aKeyThatIsAccessibleAgainIsNoFailureWhateverItsCategorySays() throws IOException {
        assertThat(signal("rds-key-inaccessible.eventbridge.json"))
                .isInstanceOfSatisfying(
                        Signal.Vote.class, vote -> assertThat(vote.opinion()).isEqualTo(Opinion.SUSPECT));
        assertThat(reading("rds-key-accessible-again.eventbridge.json")).isInstanceOf(Reading.Ignored.class);
    }

    @Test
    void clustersAreDatabasesTooAndDocumentDbSendsTheSameEvents() throws IOException {
        assertThat(signal("rds-cluster-failover-started.eventbridge.json"))
                .isInstanceOfSatisfying(
                        Signal.Repair.class,
                        repair -> assertThat(repair.resource())
                                .isEqualTo("arn:aws:rds:eu-west-1:111122223333:cluster:orders-cluster"));
        assertThat(signal("rds-documentdb-failover-completed.sns.json"))
                .isInstanceOfSatisfying(Signal.Repair.class, repair -> {
                    assertThat(repair.ended()).isTrue();
                    assertThat(repair.resource()).endsWith(":cluster:orders-documents");
                });
    }

    @Test
    void anOlderMessageWithoutArnIsAboutItsIdentifierInTheRegionOfItsTopic() throws IOException {
        assertThat(signal("rds-restarted-older-message-without-arn.sns.json"))
                .isEqualTo(new Signal.Repair(
                        "rds-events",
                        "orders",
                        "eu-west-1",
                        true,
                        Instant.parse("2026-11-21T10:30:06.112Z"),
                        "RDS-EVENT-0006: instance restarted"));
    }

    @Test
    void thePlainTextOfASubscriptionIsIgnored() throws IOException {
        assertThat(reading("rds-subscription-created.sns.json"))
                .isInstanceOfSatisfying(
                        Reading.Ignored.class,
                        ignored -> assertThat(ignored.why())
                                .contains("This is a message to notify that RDS will attempt"));
    }

    @Test
    void anUnknownIdIsSaidToBeUnknown() throws IOException {
        assertThat(reading("rds-unknown-event-id.eventbridge.json"))
                .isEqualTo(new Reading.Unknown(
                        "RDS-EVENT-0999 of " + ORDERS + ": Something that did not exist when this was written."));
    }

    @Test
    void whatIsAboutASnapshotIsIgnored() throws IOException {
        assertThat(reading("rds-snapshot-created.eventbridge.json")).isInstanceOf(Reading.Ignored.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rds-without-event-id.eventbridge.json",
                "rds-source-no-arn.eventbridge.json",
                "rds-date-no-time.eventbridge.json",
                "rds-without-detail.eventbridge.json",
                "records-of-another-service.json",
                "sns-plain-text.json",
                "no-known-shape.json",
                "alarm-state-not-known.eventbridge.json"
            })
    void whatCantBeReadIsUnusableWithAReason(String sample) {
        assertThatThrownBy(() -> reading("bad/" + sample))
                .isInstanceOf(Unusable.class)
                .message()
                .isNotBlank();
    }

    @Test
    void aReasonNamesTheFieldAndItsValue() {
        assertThatThrownBy(() -> reading("bad/rds-date-no-time.eventbridge.json"))
                .hasMessage("detail.Date of the event is no time: \"yesterday\"");
    }
}
