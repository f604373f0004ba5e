// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.drill.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.autofailover.decision.Decision;
import dev.autofailover.decision.Outcome;
import dev.autofailover.decision.Reason;
import dev.autofailover.plan.PlanParser;
import dev.autofailover.plan.PlanVersion;
import dev.autofailover.record.Lease;
import dev.autofailover.record.Pause;
import dev.autofailover.record.RecordStore.Superseded;
import dev.autofailover.record.ServiceRecord;
import dev.autofailover.record.dynamodb.DynamoDbPlanStore;
import dev.autofailover.record.dynamodb.DynamoDbRecordStore;
import dev.autofailover.simulated.Caller;
import dev.autofailover.simulated.SimulatedAws;
import dev.autofailover.simulated.VirtualTime;
import dev.autofailover.simulated.dynamodb.SimulatedDynamoDb;
import dev.autofailover.vote.Opinion;
import dev.autofailover.vote.SiteVote;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;

class MovingRecordsTest {
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");

    private final VirtualTime time = new VirtualTime(NOW);
    private final SimulatedAws aws = new SimulatedAws(time).with(new SimulatedDynamoDb(time));
    private final Place old = new Place("eu-north-1");
    private final Place next = new Place("eu-west-2");

    /** A table, as the tool and as the product see it. */
    private final class Place {
        final RecordTable table;
        final DynamoDbRecordStore records;
        final DynamoDbPlanStore plans;

        Place(String region) {
            DynamoDbClient client = DynamoDbClient.builder()
                    .region(Region.of(region))
                    .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("a", "b")))
                    .httpClient(aws.httpClient(Caller.outside("operator")))
                    .build();
            client.createTable(create -> create.tableName("records")
                    .billingMode(BillingMode.PAY_PER_REQUEST)
                    .attributeDefinitions(text("pk"), text("sk"))
                    .keySchema(
                            KeySchemaElement.builder()
                                    .attributeName("pk")
                                    .keyType("HASH")
                                    .build(),
                            KeySchemaElement.builder()
                                    .attributeName("sk")
                                    .keyType("RANGE")
                                    .build()));
            table = new RecordTable(client, "records");
            records = new DynamoDbRecordStore(client, "records");
            plans = new DynamoDbPlanStore(client, "records");
        }

        private AttributeDefinition text(String name) {
            return AttributeDefinition.builder()
                    .attributeName(name)
                    .attributeType("S")
                    .build();
        }

        ServiceRecord orders() {
            return records.load("orders").orElseThrow();
        }

        RecordExport export() {
            return new RecordExport(table, time.instant());
        }

        RecordImport.Outcome put(List<String> lines) throws NotMoved {
            return new RecordImport(table, 0).put(lines);
        }
    }

    @BeforeEach
    void aServiceWithAHistory() throws Exception {
        String text = Files.readString(Path.of("..", "plans", "orders.yaml"));
        old.plans.add(new PlanVersion(1, text, PlanParser.parse(text)));
        old.plans.add(new PlanVersion(2, text + "# again", PlanParser.parse(text)));
        ServiceRecord first = ServiceRecord.first("orders", "frankfurt").nextRevision();
        old.records.save(first);
        old.records.save(
                first.atLeast(3).paused(new Pause("ann", "a drill", NOW)).nextRevision());
        old.records.keep("orders", List.of(vote(Opinion.DOWN, NOW)));
        old.records.note(
                "orders",
                new Decision("orders", NOW, 7, Reason.ALL_WELL, new Outcome.Hold(), "all is well", List.of()));
    }

    @AfterEach
    void close() {
        time.close();
    }

    @Test
    void nothingIsLostOnTheWay() throws Exception {
        ServiceRecord before = old.orders();

        RecordImport.Outcome outcome = next.put(old.export().handOver());

        assertThat(outcome.records()).containsExactly("orders");
        assertThat(outcome.refused()).isEmpty();
        // The lease of the hand-over took one revision of its own.
        assertThat(next.orders()).isEqualTo(before.nextRevision());
        assertThat(next.records.votes("orders")).isEqualTo(old.records.votes("orders"));
        assertThat(next.plans.current("orders").orElseThrow().version()).isEqualTo(2);
        assertThat(next.plans.version("orders", 1)).isPresent();
        assertThat(next.table.all())
                .filteredOn(item -> RecordTable.text(item, "sk").startsWith("DECISION#"))
                .hasSize(1);
    }

    @Test
    void whatWakesUpAfterTheHandOverCanDoNothing() throws Exception {
        ServiceRecord seen = old.orders();

        old.export().handOver();

        assertThat(old.plans.current()).isEmpty();
        assertThatThrownBy(() -> old.records.save(seen.leased(lease("late")).nextRevision()))
                .isInstanceOf(Superseded.class);
        assertThat(old.orders().lease().orElseThrow().until()).isAfter(NOW.plus(Duration.ofDays(10_000)));
    }

    @Test
    void whoIsAtWorkIsNotInterrupted() throws Exception {
        old.records.save(old.orders().leased(lease("worker")).nextRevision());

        assertThatThrownBy(() -> old.export().handOver())
                .isInstanceOf(NotMoved.class)
                .hasMessageContaining("is being worked on until");
        assertThat(old.plans.current()).hasSize(1);

        time.advance(Duration.ofMinutes(1));
        assertThat(next.put(old.export().handOver()).records()).containsExactly("orders");
    }

    @Test
    void eitherHalfMayBeRepeated() throws Exception {
        List<String> lines = old.export().handOver();

        assertThat(old.export().handOver()).isEqualTo(lines);
        next.put(lines);
        ServiceRecord there = next.orders();

        assertThat(next.put(lines).refused()).isEmpty();
        assertThat(next.orders()).isEqualTo(there);
    }

    @Test
    void whatIsNewerThereStays() throws Exception {
        List<String> lines = old.export().copy();
        next.put(lines);
        next.records.save(next.orders().atLeast(4).nextRevision());
        next.records.keep("orders", List.of(vote(Opinion.HEALTHY, NOW.plusSeconds(1))));
        ServiceRecord newer = next.orders();

        RecordImport.Outcome outcome = next.put(lines);

        assertThat(outcome.refused()).singleElement().asString().contains("orders has a record of its own there");
        assertThat(next.orders()).isEqualTo(newer);
        assertThat(next.records.votes("orders")).extracting(SiteVote::opinion).containsExactly(Opinion.HEALTHY);
    }

    @Test
    void itCanGoBackToWhereItCameFrom() throws Exception {
        next.put(old.export().handOver());
        next.records.save(next.orders().atLeast(4).nextRevision());

        assertThat(old.put(next.export().handOver()).refused()).isEmpty();

        assertThat(old.orders().generation()).isEqualTo(4);
        assertThat(old.orders().lease()).isEmpty();
        assertThat(old.plans.current()).hasSize(1);
    }

    @Test
    void anOldCopyIsGivenTheGenerationThatDnsKnows() throws Exception {
        List<String> lines = old.export().copy();

        new RecordImport(next.table, 9).put(lines);

        assertThat(next.orders().generation()).isEqualTo(9);
    }

    @Test
    void aFileThatWasCutOffIsRefused() {
        List<String> lines = old.export().copy();

        assertThatThrownBy(() -> next.put(lines.subList(0, lines.size() - 1))).isInstanceOf(NotMoved.class);
        assertThatThrownBy(() -> next.put(lines.subList(1, lines.size()))).isInstanceOf(NotMoved.class);
        assertThatThrownBy(() -> next.put(List.of())).isInstanceOf(NotMoved.class);
        assertThat(next.table.all()).isEmpty();
    }

    private Optional<Lease> lease(String owner) {
        return Optional.of(new Lease(owner, time.instant().plusSeconds(20)));
    }

    private static SiteVote vote(Opinion opinion, Instant at) {
        return new SiteVote("from-stockholm", "ireland", opinion, at, at, "because", Map.of());
    }
}
