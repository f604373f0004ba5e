// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.simulated.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.autofailover.simulated.Clients;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

class DynamoDbTest extends DynamoDbTestBase {
    @Test
    void aTableIsDescribedAndBelongsToItsRegion() {
        var table = dynamo.describeTable(request -> request.tableName(TABLE)).table();
        assertThat(table.tableStatus()).isEqualTo(TableStatus.ACTIVE);
        assertThat(table.tableArn()).isEqualTo("arn:aws:dynamodb:eu-west-1:111122223333:table/runs");
        assertThat(table.creationDateTime()).isEqualTo(START);
        DynamoDbClient frankfurt = Clients.of(DynamoDbClient.builder(), aws, "eu-central-1");
        assertThatThrownBy(() -> frankfurt.describeTable(request -> request.tableName(TABLE)))
                .isInstanceOf(ResourceNotFoundException.class);
        assertThatThrownBy(this::createTable).isInstanceOf(ResourceInUseException.class);
        dynamo.deleteTable(request -> request.tableName(TABLE));
        assertThat(dynamo.listTables().tableNames()).isEmpty();
    }

    @Test
    void anItemIsReadAsItWasWritten() {
        Map<String, AttributeValue> item = item(
                "orders",
                "VOTE#a",
                Map.of(
                        "yes", AttributeValue.fromBool(true),
                        "none", AttributeValue.fromNul(true),
                        "bytes", AttributeValue.fromB(software.amazon.awssdk.core.SdkBytes.fromUtf8String("x")),
                        "numbers", AttributeValue.fromNs(List.of("1", "2"))));
        put(item);
        assertThat(get("orders", "VOTE#a")).isEqualTo(item);
        assertThat(dynamo.getItem(request -> request.tableName(TABLE)
                                .key(key("orders", "VOTE#a"))
                                .projectionExpression("yes"))
                        .item())
                .containsOnlyKeys("yes");
        assertThat(get("orders", "VOTE#b")).isEmpty();
    }

    @Test
    void aDeletedItemIsGivenBackWhenAsked() {
        put(item("orders", "LEASE", Map.of("holder", s("w1"))));
        var deleted = dynamo.deleteItem(request -> request.tableName(TABLE)
                .key(key("orders", "LEASE"))
                .conditionExpression("holder = :w1")
                .expressionAttributeValues(Map.of(":w1", s("w1")))
                .returnValues(ReturnValue.ALL_OLD));
        assertThat(deleted.attributes()).containsEntry("holder", s("w1"));
        assertThat(get("orders", "LEASE")).isEmpty();
    }

    @Test
    void aQueryFindsItsPartitionInOrderAPageAtATime() {
        IntStream.range(0, 7).forEach(i -> put(item("orders", "RUN#%03d".formatted(i), Map.of("i", n(i)))));
        put(item("orders", "RECORD", Map.of()));
        put(item("other", "RUN#000", Map.of()));
        QueryRequest runs = QueryRequest.builder()
                .tableName(TABLE)
                .keyConditionExpression("pk = :pk AND begins_with(sk, :run)")
                .expressionAttributeValues(Map.of(":pk", s("orders"), ":run", s("RUN#")))
                .limit(3)
                .build();
        assertThat(dynamo.query(runs).lastEvaluatedKey()).isEqualTo(key("orders", "RUN#002"));
        assertThat(dynamo.queryPaginator(runs).items().stream()
                        .map(item -> at(item, "i").n()))
                .containsExactly("0", "1", "2", "3", "4", "5", "6");
        assertThat(dynamo.query(runs.toBuilder()
                                .scanIndexForward(false)
                                .limit(1)
                                .build())
                        .items())
                .containsExactly(item("orders", "RUN#006", Map.of("i", n(6))));
        assertThat(dynamo.query(runs.toBuilder()
                                .keyConditionExpression("pk = :pk AND sk BETWEEN :run AND :upTo")
                                .expressionAttributeValues(
                                        Map.of(":pk", s("orders"), ":run", s("RUN#005"), ":upTo", s("RUN#009")))
                                .build())
                        .count())
                .isEqualTo(2);
    }

    @Test
    void aQueryWithoutItsPartitionOrOnOtherAttributesIsRefused() {
        assertRefused(() -> query("sk = :x"), "missed key schema element: pk");
        assertRefused(() -> query("pk = :x AND holder = :x"), "not supported");
        assertRefused(() -> query("pk = :x OR sk = :x"), "missed key schema element");
        assertRefused(() -> query("pk > :x"), "missed key schema element");
    }

    private void query(String condition) {
        dynamo.query(request -> request.tableName(TABLE)
                .keyConditionExpression(condition)
                .expressionAttributeValues(Map.of(":x", s("x"))));
    }

    @Test
    void aScanSeesAllPagesAndFilters() {
        IntStream.range(0, 30).forEach(i -> put(item("p" + i, "x", Map.of("big", s("x".repeat(100_000)), "i", n(i)))));
        var scan = dynamo.scanPaginator(request -> request.tableName(TABLE)
                .filterExpression("i >= :ten")
                .expressionAttributeValues(Map.of(":ten", n(10))));
        assertThat(scan.stream().count()).isGreaterThan(2);
        assertThat(scan.items().stream()).hasSize(20);
    }

    @Test
    void anItemWhoseTimeIsOverIsGone() {
        dynamo.updateTimeToLive(request -> request.tableName(TABLE)
                .timeToLiveSpecification(ttl -> ttl.enabled(true).attributeName("expires")));
        put(item("orders", "VOTE#a", Map.of("expires", n(START.plusSeconds(90).getEpochSecond()))));
        time.advance(Duration.ofSeconds(89));
        assertThat(get("orders", "VOTE#a")).isNotEmpty();
        time.advance(Duration.ofSeconds(2));
        assertThat(get("orders", "VOTE#a")).isEmpty();
        assertThat(dynamo.describeTimeToLive(request -> request.tableName(TABLE))
                        .timeToLiveDescription()
                        .attributeName())
                .isEqualTo("expires");
    }

    @Test
    void anItemOver400KilobytesIsRefused() {
        put(item("orders", "RECORD", Map.of("log", s("x".repeat(400 * 1024 - 20)))));
        assertRefused(
                () -> put(item("orders", "RECORD", Map.of("log", s("x".repeat(400 * 1024))))),
                "Item size has exceeded");
    }

    @Test
    void keysMustBeWholeAndOfTheirType() {
        assertRefused(() -> put(Map.of("pk", s("a"))), "Missing the key sk");
        assertRefused(() -> put(Map.of("pk", s("a"), "sk", n(1))), "Type mismatch for key sk expected: S actual: N");
        assertRefused(() -> put(Map.of("pk", s("a"), "sk", s(""))), "cannot contain an empty string value");
        assertRefused(
                () -> dynamo.getItem(request -> request.tableName(TABLE).key(Map.of("pk", s("a")))),
                "does not match the schema");
    }

    @Test
    void aBatchPutsAndDeletes() {
        put(item("a", "1", Map.of()));
        dynamo.batchWriteItem(request -> request.requestItems(Map.of(
                TABLE,
                List.of(
                        WriteRequest.builder()
                                .putRequest(put -> put.item(key("a", "2")))
                                .build(),
                        WriteRequest.builder()
                                .deleteRequest(delete -> delete.key(key("a", "1")))
                                .build()))));
        assertThat(get("a", "1")).isEmpty();
        assertThat(get("a", "2")).isNotEmpty();
    }

    @Test
    void whatIsNotSimulatedIsRefused() {
        assertThatThrownBy(() -> dynamo.transactWriteItems(request -> {}))
                .isInstanceOfSatisfying(
                        DynamoDbException.class,
                        refused -> assertThat(refused.awsErrorDetails().errorCode())
                                .isEqualTo("UnknownOperationException"));
        assertRefused(
                () -> dynamo.query(
                        request -> request.tableName(TABLE).indexName("byTime").keyConditionExpression("x")),
                "Not simulated in Query: IndexName");
    }
}
