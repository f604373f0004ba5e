// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.database;

import dev.autofailover.json.Malformed;
import dev.autofailover.lambda.Surroundings;
import dev.autofailover.message.Signals;
import dev.autofailover.plan.InvalidPlan;
import dev.autofailover.plan.PlanParser;
import dev.autofailover.plan.PlanVersion;
import dev.autofailover.record.RecordStore;
import dev.autofailover.record.dynamodb.DynamoDbPlanStore;
import dev.autofailover.simulated.AwsTiming;
import dev.autofailover.simulated.Caller;
import dev.autofailover.simulated.RecordedCall;
import dev.autofailover.simulated.SimulatedAws;
import dev.autofailover.simulated.VirtualTime;
import dev.autofailover.simulated.dynamodb.SimulatedDynamoDb;
import dev.autofailover.simulated.lambda.HandlerContext;
import dev.autofailover.simulated.lambda.InvocationContext;
import dev.autofailover.simulated.protocol.QueryParameters;
import dev.autofailover.simulated.secrets.SimulatedSecrets;
import dev.autofailover.simulated.sns.SimulatedSns;
import dev.autofailover.vote.Opinion;
import dev.autofailover.vote.Signal;
import dev.autofailover.watch.Crew;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.sns.SnsClient;

/** A simulated Stockholm, from where the checker looks, and the databases as it finds them. */
final class World {
    static final String PASSWORD = "{\"username\":\"checker\",\"password\":\"%s\"}";
    static final Instant START = Instant.parse("2026-11-21T10:00:00Z");
    static final String IRELAND = "eu-west-1";
    static final String STOCKHOLM = "eu-north-1";
    private static final AwsCredentialsProvider ANYBODY =
            StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test"));

    final VirtualTime time = new VirtualTime(START);
    final SimulatedAws aws = new SimulatedAws(time);
    final FakeDatabases databases = new FakeDatabases(time);
    private final SimulatedSecrets secrets = new SimulatedSecrets(time);
    /** The ARN that plans name: that of the secret in Ireland. */
    final String secret;

    private final DatabaseHealthChecker checker;

    World() {
        aws.with(new SimulatedDynamoDb(time))
                .with(new SimulatedSns(aws, AwsTiming.none()))
                .with(secrets);
        secret = secrets.addSecret(IRELAND, "orders-checker", PASSWORD.formatted("hunter2"), STOCKHOLM);
        makeRecords();
        client(SnsClient.builder(), STOCKHOLM).createTopic(topic -> topic.name("votes"));
        Surroundings surroundings = new Surroundings(
                Map.of(
                        "AWS_REGION",
                        STOCKHOLM,
                        "CONTROL_REGION",
                        STOCKHOLM,
                        "TABLE",
                        "records",
                        "VOTES_TOPIC",
                        "arn:aws:sns:eu-north-1:111122223333:votes"),
                aws.httpClient(Caller.function("database-health-checker", STOCKHOLM)),
                ANYBODY,
                time,
                time::pause);
        checker = new DatabaseHealthChecker(surroundings, databases, new Crew(time::together, time::together));
    }

    /** Puts the plan of a service in force, with these probes, each as {@code name: …, from: …}. */
    void plan(String service, boolean writeCheck, String... probes) throws InvalidPlan, RecordStore.Superseded {
        StringBuilder list = new StringBuilder();
        for (String probe : probes) {
            list.append("    - probe: { ").append(probe).append(" }\n");
        }
        String text = PLAN.replace("SERVICE", service)
                        .replace("SECRET", secret)
                        .replace("WRITE", Boolean.toString(writeCheck))
                + list;
        new DynamoDbPlanStore(client(DynamoDbClient.builder(), STOCKHOLM), "records")
                .add(new PlanVersion(1, text, PlanParser.parse(text)));
    }

    /** One invocation by the schedule. */
    String invoke() throws IOException {
        return invoke("{\"schedule\":\"every-minute\"}");
    }

    String invoke(String input) throws IOException {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        checker.handleRequest(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)), answer, context());
        return answer.toString(StandardCharsets.UTF_8);
    }

    /** An invocation that Lambda gives one minute. */
    private HandlerContext context() {
        return new HandlerContext(
                new InvocationContext(
                        "11111111-2222-3333-4444-555555555555",
                        "database-health-checker",
                        "arn:aws:lambda:eu-north-1:111122223333:function:database-health-checker",
                        time.instant().plus(Duration.ofMinutes(1)),
                        time),
                _ -> {});
    }

    /** The votes that reached the topic. */
    List<Signal.Vote> votes() {
        return aws.recording().calls().stream()
                .filter(call -> call.operation().equals("Publish"))
                .filter(call -> call.outcome().equals(new RecordedCall.Outcome.Answered(200, Optional.empty())))
                .flatMap(call -> votes(QueryParameters.of(call.request()).required("Message")))
                .toList();
    }

    List<Opinion> votesOn(String database) {
        return votes().stream()
                .filter(vote -> vote.resource().equals(database))
                .map(Signal.Vote::opinion)
                .toList();
    }

    /** A real client, such as an operator's. */
    <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C client(B builder, String region) {
        return builder.region(Region.of(region))
                .credentialsProvider(ANYBODY)
                .httpClient(aws.httpClient(Caller.outside("test")))
                .build();
    }

    private void makeRecords() {
        client(DynamoDbClient.builder(), STOCKHOLM)
                .createTable(table -> table.tableName("records")
                        .billingMode(BillingMode.PAY_PER_REQUEST)
                        .attributeDefinitions(text("pk"), text("sk"))
                        .keySchema(key("pk", KeyType.HASH), key("sk", KeyType.RANGE)));
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

    private static Stream<Signal.Vote> votes(String message) {
        try {
            return Signals.read(message).signals().stream().map(Signal.Vote.class::cast);
        } catch (Malformed malformed) {
            throw new AssertionError(message, malformed);
        }
    }

    private static final String PLAN = """
            service: SERVICE
            control: eu-north-1
            sites:
              ireland:
                region: eu-west-1
                database: SERVICE
                endpoint: SERVICE.ireland.example.com
                isolation: sg-0isolatedireland
                checker: arn:aws:lambda:eu-west-1:111122223333:function:checker
              frankfurt:
                region: eu-central-1
                database: SERVICE-replica
                endpoint: SERVICE.frankfurt.example.com
                isolation: sg-0isolatedfrankfurt
                checker: arn:aws:lambda:eu-central-1:111122223333:function:checker
            prefers: ireland
            database:
              kind: rds-read-replica
              name: orders
              secret: SECRET
              writeCheck: WRITE
              fence: { whenUnreachable: proceed }
            traffic:
              - route53-record: { hostedZone: Z0123456789EXAMPLE, name: orders-db.example.com, ttl: PT5S }
            observers:
              quorum: 1
              fresh: PT2M30S
              list:
            """;
}
