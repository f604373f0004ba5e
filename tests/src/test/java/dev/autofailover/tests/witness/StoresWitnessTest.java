// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.tests.witness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.autofailover.decision.Decision;
import dev.autofailover.decision.Outcome;
import dev.autofailover.decision.Reason;
import dev.autofailover.plan.PlanParser;
import dev.autofailover.plan.PlanVersion;
import dev.autofailover.record.Lease;
import dev.autofailover.record.RecordStore.Superseded;
import dev.autofailover.record.ServiceRecord;
import dev.autofailover.record.dynamodb.DynamoDbPlanStore;
import dev.autofailover.record.dynamodb.DynamoDbRecordStore;
import dev.autofailover.vote.Opinion;
import dev.autofailover.vote.SiteVote;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;

/** The stores' conditional writes, as others understand DynamoDB's expressions. */
class StoresWitnessTest {
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");

    static Stream<Witness> witnesses() {
        return Witness.all();
    }

    private record Stores(DynamoDbRecordStore records, DynamoDbPlanStore plans) {
        static Stores in(Witness witness) {
            DynamoDbClient client = witness.client(DynamoDbClient.builder());
            String table = Witness.fresh("records");
            client.createTable(create -> create.tableName(table)
                    .billingMode(BillingMode.PAY_PER_REQUEST)
                    .attributeDefinitions(attribute("pk"), attribute("sk"))
                    .keySchema(key("pk", "HASH"), key("sk", "RANGE")));
            return new Stores(new DynamoDbRecordStore(client, table), new DynamoDbPlanStore(client, table));
        }

        private static AttributeDefinition attribute(String name) {
            return AttributeDefinition.builder()
                    .attributeName(name)
                    .attributeType("S")
                    .build();
        }

        private static KeySchemaElement key(String name, String type) {
            return KeySchemaElement.builder().attributeName(name).keyType(type).build();
        }
    }

    @ParameterizedTest
    @MethodSource("witnesses")
    void aRecordIsReplacedOnlyByWhoHasReadItsNewestRevision(Witness witness) throws Superseded {
        DynamoDbRecordStore store = Stores.in(witness).records();
        store.save(record(1, 0, "worker-1"));
        store.save(record(2, 3, "worker-2"));

        assertThatThrownBy(() -> store.save(record(2, 3, "late-worker"))).isInstanceOf(Superseded.class);
        assertThatThrownBy(() -> store.save(record(1, 3, "one-who-saw-none"))).isInstanceOf(Superseded.class);
        assertThatThrownBy(() -> store.save(record(3, 2, "one-who-turns-the-clock-back")))
                .isInstanceOf(Superseded.class);
        assertThat(store.load("orders")).contains(record(2, 3, "worker-2"));
        assertThat(store.load("payments")).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("witnesses")
    void theSameWriteSentTwiceCountsAsWritten(Witness witness) throws Superseded {
        DynamoDbRecordStore store = Stores.in(witness).records();
        store.save(record(1, 0, "worker-1"));

        store.save(record(1, 0, "worker-1"));

        assertThat(store.load("orders")).contains(record(1, 0, "worker-1"));
    }

    @ParameterizedTest
    @MethodSource("witnesses")
    void theNewerVoteOfAnObserverWinsInWhateverOrderTheyCome(Witness witness) {
        DynamoDbRecordStore store = Stores.in(witness).records();

        store.keep("orders", List.of(vote("ireland", Opinion.DOWN, NOW)));
        store.keep("orders", List.of(vote("ireland", Opinion.HEALTHY, NOW.minusNanos(1_000))));
        store.keep("orders", List.of(vote("frankfurt", Opinion.HEALTHY, NOW)));
        // Together with one that comes too late.
        store.keep(
                "orders",
                List.of(
                        vote("ireland", Opinion.SUSPECT, NOW.minusNanos(1_000)),
                        vote("frankfurt", Opinion.SUSPECT, NOW.plusNanos(1_000))));

        assertThat(store.votes("orders"))
                .containsExactlyInAnyOrder(
                        vote("ireland", Opinion.DOWN, NOW), vote("frankfurt", Opinion.SUSPECT, NOW.plusNanos(1_000)));
    }

    @ParameterizedTest
    @MethodSource("witnesses")
    void oneOfTwoWhoAddTheSameVersionOfAPlanWins(Witness witness) throws Exception {
        DynamoDbPlanStore store = Stores.in(witness).plans();
        store.add(plan(1, "the first"));
        store.add(plan(2, "the second"));

        assertThatThrownBy(() -> store.add(plan(2, "the other second"))).isInstanceOf(Superseded.class);
        assertThat(store.current()).containsExactly(plan(2, "the second"));
        assertThat(store.version("orders", 1)).isPresent();
        assertThat(store.version("orders", 3)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("witnesses")
    void allRecordsAreFoundByThePlansInForce(Witness witness) throws Exception {
        Stores stores = Stores.in(witness);
        stores.plans().add(plan(1, "the first"));
        stores.records().save(record(1, 0, "worker-1"));
        stores.records()
                .note("orders", new Decision("orders", NOW, 7, Reason.ALL_WELL, new Outcome.Hold(), "why", List.of()));

        assertThat(stores.records().loadAll()).containsExactly(record(1, 0, "worker-1"));
    }

    private static PlanVersion plan(int version, String remark) throws Exception {
        String text = Files.readString(Path.of("..", "plans", "orders.yaml")) + "# " + remark + "\n";
        return new PlanVersion(version, text, PlanParser.parse(text));
    }

    private static SiteVote vote(String site, Opinion opinion, Instant at) {
        return new SiteVote("from-stockholm", site, opinion, at, at, "looked", Map.of());
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
}
