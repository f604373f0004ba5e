// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.drill.records;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autofailover.drill.cli.RecordCommand;
import dev.autofailover.lambda.Surroundings;
import dev.autofailover.record.ServiceRecord;
import dev.autofailover.record.dynamodb.DynamoDbRecordStore;
import dev.autofailover.simulated.Caller;
import dev.autofailover.simulated.SimulatedAws;
import dev.autofailover.simulated.VirtualTime;
import dev.autofailover.simulated.dynamodb.SimulatedDynamoDb;
import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;

class RecordCommandTest {
    private final VirtualTime time = new VirtualTime(Instant.parse("2026-11-21T10:00:00Z"));
    private final SimulatedAws aws = new SimulatedAws(time).with(new SimulatedDynamoDb(time));
    private final Surroundings operator = new Surroundings(
            Map.of(),
            aws.httpClient(Caller.outside("operator")),
            StaticCredentialsProvider.create(AwsBasicCredentials.create("a", "b")),
            time,
            time::pause);
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @AfterEach
    void close() {
        time.close();
    }

    @Test
    void whatIsExportedFromOneRegionIsImportedIntoAnother() throws Exception {
        ServiceRecord record = ServiceRecord.first("orders", "ireland").nextRevision();
        store("eu-north-1").save(record);
        DynamoDbRecordStore there = store("eu-west-2");

        assertThat(run("", "export", "--region", "eu-north-1", "--table", "records"))
                .isZero();
        String file = out.toString();
        assertThat(run(file, "import", "--region", "eu-west-2", "--table", "records", "--generation-at-least", "4"))
                .isZero();

        assertThat(there.load("orders")).contains(record.atLeast(4));
        assertThat(out.toString()).endsWith("orders: in place" + System.lineSeparator());
    }

    @Test
    void whatCantBeImportedIsSaidInOneLine() {
        store("eu-west-2");

        assertThat(run("no export\n", "import", "--region", "eu-west-2", "--table", "records"))
                .isEqualTo(1);
        assertThat(err.toString()).isEqualToIgnoringNewLines("autofailover: line 1 is no JSON: export again");
        assertThat(run("", "import", "--table", "records")).isEqualTo(2);
    }

    private int run(String in, String... args) {
        var command = new RecordCommand(() -> operator, new ByteArrayInputStream(in.getBytes(StandardCharsets.UTF_8)));
        return new CommandLine(command)
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(args);
    }

    private DynamoDbRecordStore store(String region) {
        DynamoDbClient client = DynamoDbClient.builder()
                .region(Region.of(region))
                .credentialsProvider(operator.credentials())
                .httpClient(operator.http())
                .build();
        client.createTable(create -> create.tableName("records")
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(text("pk"), text("sk"))
                .keySchema(key("pk", "HASH"), key("sk", "RANGE")));
        return new DynamoDbRecordStore(client, "records");
    }

    private static AttributeDefinition text(String name) {
        return AttributeDefinition.builder()
                .attributeName(name)
                .attributeType("S")
                .build();
    }

    private static KeySchemaElement key(String name, String type) {
        return KeySchemaElement.builder().attributeName(name).keyType(type).build();
    }
}
