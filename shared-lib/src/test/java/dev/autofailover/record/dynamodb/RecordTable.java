// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.record.dynamodb;

import dev.autofailover.simulated.Caller;
import dev.autofailover.simulated.SimulatedAws;
import dev.autofailover.simulated.VirtualTime;
import dev.autofailover.simulated.dynamodb.SimulatedDynamoDb;
import java.time.Instant;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/** A table of records in a simulated Stockholm, and clients for it. */
final class RecordTable {
    static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
    static final String NAME = "records";

    final VirtualTime time = new VirtualTime(NOW);
    final SimulatedAws aws = new SimulatedAws(time).with(new SimulatedDynamoDb(time));
    /** Tries once. */
    final DynamoDbClient client = client(1);

    RecordTable() {
        client.createTable(table -> table.tableName(NAME)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(text("pk"), text("sk"))
                .keySchema(key("pk", KeyType.HASH), key("sk", KeyType.RANGE)));
    }

    DynamoDbClient client(int attempts) {
        return DynamoDbClient.builder()
                .region(Region.EU_NORTH_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
                .httpClient(aws.httpClient(Caller.function("orchestrator", "eu-north-1")))
                .overrideConfiguration(each -> each.retryStrategy(retries -> retries.maxAttempts(attempts)))
                .build();
    }

    private static AttributeDefinition text(String name) {
        return AttributeDefinition.builder()
                .attributeName(name)
                .attributeType(ScalarAttributeType.S)
                .build();
    }

    private static KeySchemaElement key(String name, KeyType type) {
        return KeySchemaElement.builder().attributeName(name).keyType(type).build();
    }
}
