// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.drill.lab;

import dev.autofailover.decision.Decision;
import dev.autofailover.message.RecordJson;
import dev.autofailover.record.ServiceRecord;
import dev.autofailover.record.dynamodb.DynamoDbRecordStore;
import dev.autofailover.vote.SiteVote;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.sqs.SqsClient;

/** What the control Region's table says of one service, and what people were told: the product's own record of what it did. */
public final class ControlTable {
    private final DynamoDbClient dynamodb;
    private final SqsClient sqs;
    private final Names names;
    private final DynamoDbRecordStore store;

    /**
     * Where to look.
     *
     * @param inbox URL of a queue that is subscribed to the notifications topic, with raw delivery
     */
    record Names(String service, String table, String inbox) {}

    ControlTable(DynamoDbClient dynamodb, SqsClient sqs, Names names) {
        this.dynamodb = dynamodb;
        this.sqs = sqs;
        this.names = names;
        this.store = new DynamoDbRecordStore(dynamodb, names.table());
    }

    /** Every observer's latest vote. */
    public List<SiteVote> votes() {
        return store.votes(names.service());
    }

    /** The record, once a plan has been applied. */
    public Optional<ServiceRecord> record() {
        return store.load(names.service());
    }

    /** Every decision that was recorded, oldest first. */
    public List<Decision> decisions() {
        return dynamodb
                .queryPaginator(query -> query.tableName(names.table())
                        .consistentRead(true)
                        .keyConditionExpression("pk = :service AND begins_with(sk, :decision)")
                        .expressionAttributeValues(Map.of(
                                ":service", AttributeValue.fromS("SERVICE#" + names.service()),
                                ":decision", AttributeValue.fromS("DECISION#"))))
                .items()
                .stream()
                .map(item -> RecordJson.parse(
                        Objects.requireNonNull(item.get("body")).s(), Decision.class))
                .toList();
    }

    /** What came in since the last call. */
    public List<Told> notifications() {
        var messages = sqs.receiveMessage(
                        receive -> receive.queueUrl(names.inbox()).maxNumberOfMessages(10))
                .messages();
        messages.forEach(message ->
                sqs.deleteMessage(delete -> delete.queueUrl(names.inbox()).receiptHandle(message.receiptHandle())));
        return messages.stream().map(message -> Told.parse(message.body())).toList();
    }
}
