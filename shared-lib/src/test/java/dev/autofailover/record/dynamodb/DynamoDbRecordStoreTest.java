// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.record.dynamodb;

import static dev.autofailover.record.dynamodb.RecordTable.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.autofailover.decision.Decision;
import dev.autofailover.decision.Outcome;
import dev.autofailover.decision.Reason;
import dev.autofailover.message.RecordJson;
import dev.autofailover.record.Lease;
import dev.autofailover.record.RecordStore.Superseded;
import dev.autofailover.record.ServiceRecord;
import dev.autofailover.simulated.Effect;
import dev.autofailover.simulated.Scope;
import dev.autofailover.vote.Opinion;
import dev.autofailover.vote.SiteVote;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class DynamoDbRecordStoreTest {
    private final RecordTable table = new RecordTable();
    private final DynamoDbRecordStore store = new DynamoDbRecordStore(table.client, RecordTable.NAME);

    @Test
    void aRecordIsReadAsItWasSaved() throws Superseded {
        store.save(record(1, 0, "worker-1"));

        assertThat(store.load("orders")).contains(record(1, 0, "worker-1"));
        assertThat(store.load("payments")).isEmpty();
    }

    @Test
    void aLateWorkersWriteIsRefused() throws Superseded {
        store.save(record(1, 0, "worker-1"));
        store.save(record(2, 0, "worker-2"));

        assertThatThrownBy(() -> store.save(record(2, 0, "worker-1"))).isInstanceOf(Superseded.class);
        assertThat(store.load("orders")).contains(record(2, 0, "worker-2"));
    }

    @Test
    void aRecordThatIsThereIsNotCreatedAnew() throws Superseded {
        store.save(record(1, 0, "worker-1"));

        assertThatThrownBy(() -> store.save(record(1, 0, "worker-2"))).isInstanceOf(Superseded.class);
    }

    @Test
    void aWriteThatWasMadeFromAStateThatTheTableNeverSawIsRefused() throws Superseded {
        store.save(record(1, 0, "worker-1"));

        assertThatThrownBy(() -> store.save(record(3, 0, "worker-1"))).isInstanceOf(Superseded.class);
    }

    @Test
    void aGenerationNeverShrinks() throws Superseded {
        store.save(record(1, 7, "worker-1"));

        assertThatThrownBy(() -> store.save(record(2, 6, "worker-1"))).isInstanceOf(Superseded.class);
    }

    @Test
    void aWriteWhoseReplyWasLostCountsAsWrittenOnce() throws Superseded {
        DynamoDbRecordStore retrying = new DynamoDbRecordStore(table.client(3), RecordTable.NAME);
        table.aws.faults().begin(Scope.service("dynamodb").operation("PutItem"), new Effect.LosesReply(), 1);

        retrying.save(record(1, 0, "worker-1"));

        assertThat(store.load("orders")).contains(record(1, 0, "worker-1"));
    }

    @Test
    void onATableInThreeRegionsAWriteThatMeetsAnotherRegionsIsTriedAgain() throws Superseded {
        table.aws
                .faults()
                .begin(
                        Scope.service("dynamodb").operation("PutItem"),
                        new Effect.Answers(400, "ReplicatedWriteConflictException"),
                        2);

        store.save(record(1, 0, "worker-1"));

        assertThat(store.load("orders")).contains(record(1, 0, "worker-1"));
    }

    @Test
    void aRecordThatCanNotBeReadHidesNoOther() throws Superseded {
        put("PLANS", "orders", "{}");
        put("PLANS", "payments", "{}");
        store.save(record(1, 0, "worker-1"));
        put("SERVICE#payments", "RECORD", "{\"version\":9}");

        assertThat(store.loadAll()).containsExactly(record(1, 0, "worker-1"));
        assertThatThrownBy(() -> store.load("payments")).isInstanceOf(RecordJson.Unreadable.class);
    }

    private void put(String partition, String sort, String body) {
        table.client.putItem(put -> put.tableName(RecordTable.NAME)
                .item(Map.of(
                        "pk", AttributeValue.fromS(partition),
                        "sk", AttributeValue.fromS(sort),
                        "body", AttributeValue.fromS(body))));
    }

    @Test
    void theNewestVoteOfAnObserverIsKept() {
        store.keep("orders", List.of(vote("from-stockholm", "ireland", Opinion.HEALTHY, NOW)));
        store.keep("orders", List.of(vote("from-stockholm", "ireland", Opinion.DOWN, NOW.plusNanos(500_000))));
        store.keep("orders", List.of(vote("from-stockholm", "ireland", Opinion.SUSPECT, NOW.minusSeconds(5))));
        store.keep("orders", List.of(vote("from-stockholm", "frankfurt", Opinion.HEALTHY, NOW)));
        store.keep("payments", List.of(vote("from-stockholm", "ireland", Opinion.HEALTHY, NOW)));

        assertThat(store.votes("orders"))
                .containsExactlyInAnyOrder(
                        vote("from-stockholm", "ireland", Opinion.DOWN, NOW.plusNanos(500_000)),
                        vote("from-stockholm", "frankfurt", Opinion.HEALTHY, NOW));
    }

    @Test
    void theVotesOfOneObserverAreOneWriteThatTellsWhichTheyReplaced() {
        SiteVote ireland = vote("from-stockholm", "ireland", Opinion.HEALTHY, NOW);
        SiteVote frankfurt = vote("from-stockholm", "frankfurt", Opinion.HEALTHY, NOW);
        assertThat(store.keep("orders", List.of(ireland, frankfurt))).isEmpty();
        int before = table.aws.recording().calls().size();

        List<SiteVote> replaced = store.keep(
                "orders",
                List.of(
                        vote("from-stockholm", "ireland", Opinion.DOWN, NOW.plusSeconds(1)),
                        vote("from-stockholm", "frankfurt", Opinion.HEALTHY, NOW.plusSeconds(1))));

        assertThat(replaced).containsExactlyInAnyOrder(ireland, frankfurt);
        assertThat(table.aws.recording().calls()).hasSize(before + 1);
    }

    @Test
    void oneOfSeveralVotesThatComesTooLateHoldsUpNoneOfTheOthers() {
        store.keep("orders", List.of(vote("from-stockholm", "ireland", Opinion.DOWN, NOW)));

        List<SiteVote> replaced = store.keep(
                "orders",
                List.of(
                        vote("from-stockholm", "ireland", Opinion.HEALTHY, NOW.minusSeconds(1)),
                        vote("from-stockholm", "frankfurt", Opinion.HEALTHY, NOW.minusSeconds(1)),
                        vote("from-ireland", "ireland", Opinion.HEALTHY, NOW)));

        assertThat(replaced).isEmpty();
        assertThat(store.votes("orders"))
                .containsExactlyInAnyOrder(
                        vote("from-stockholm", "ireland", Opinion.DOWN, NOW),
                        vote("from-stockholm", "frankfurt", Opinion.HEALTHY, NOW.minusSeconds(1)),
                        vote("from-ireland", "ireland", Opinion.HEALTHY, NOW));
    }

    @Test
    void ofSeveralVotesOnOneSiteTheNewestIsKept() {
        store.keep(
                "orders",
                List.of(
                        vote("from-stockholm", "ireland", Opinion.HEALTHY, NOW.plusSeconds(2)),
                        vote("from-stockholm", "ireland", Opinion.DOWN, NOW.plusSeconds(1))));

        assertThat(store.votes("orders"))
                .containsExactly(vote("from-stockholm", "ireland", Opinion.HEALTHY, NOW.plusSeconds(2)));
    }

    @Test
    void aVoteWhoseReplyWasLostIsKept() {
        DynamoDbRecordStore retrying = new DynamoDbRecordStore(table.client(3), RecordTable.NAME);
        table.aws.faults().begin(Scope.service("dynamodb").operation("UpdateItem"), new Effect.LosesReply(), 1);

        retrying.keep("orders", List.of(vote("from-stockholm", "ireland", Opinion.DOWN, NOW)));

        assertThat(store.votes("orders")).containsExactly(vote("from-stockholm", "ireland", Opinion.DOWN, NOW));
    }

    @Test
    void aVoteExpiresWhereTheTableHasATtl() {
        store.keep("orders", List.of(vote("from-stockholm", "ireland", Opinion.HEALTHY, NOW)));

        var item = table.client
                .getItem(get -> get.tableName(RecordTable.NAME).key(Keys.key("SERVICE#orders", "VOTES#from-stockholm")))
                .item();

        assertThat(Table.of(item, "expiresAt").n())
                .isEqualTo(Long.toString(NOW.plus(Duration.ofDays(7)).getEpochSecond()));
    }

    @Test
    void decisionsOfOneInstantAreAllKept() {
        store.note("orders", decision(7, Reason.ALL_WELL));
        store.note("orders", decision(10, Reason.DISPUTED));

        assertThat(new Table(table.client, RecordTable.NAME).query("SERVICE#orders", "DECISION#"))
                .hasSize(2);
    }

    private static ServiceRecord record(long revision, long generation, String owner) {
        ServiceRecord record = ServiceRecord.first("orders", "ireland")
                .atLeast(generation)
                .leased(Optional.of(new Lease(owner, NOW.plusSeconds(20))));
        while (record.revision() < revision) {
            record = record.nextRevision();
        }
        return record;
    }

    private static SiteVote vote(String observer, String site, Opinion opinion, Instant at) {
        return new SiteVote(observer, site, opinion, at, at, "looked", Map.of());
    }

    private static Decision decision(int row, Reason reason) {
        return new Decision("orders", NOW, row, reason, new Outcome.Hold(), "why", List.of());
    }
}
