// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.dynamodb;

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

/** Simulated Ireland and Frankfurt with tables to look at, and Stockholm, from where the checker looks. */
final class World {
    static final Instant START = Instant.parse("2026-11-21T10:00:00Z");
    static final String IRELAND = "eu-west-1";
    static final String FRANKFURT = "eu-central-1";
    static final String STOCKHOLM = "eu-north-1";
    private static final String FUNCTION = "dynamodb-health-checker";
    private static final AwsCredentialsProvider ANYBODY =
            StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test"));

    final VirtualTime time = new VirtualTime(START);
    final SimulatedAws aws = new SimulatedAws(time);
    private final DynamoDbHealthChecker checker;

    World() {
        aws.with(new SimulatedDynamoDb(time)).with(new SimulatedSns(aws, AwsTiming.none()));
        makeTable(STOCKHOLM, "records", List.of("pk", "sk"), ScalarAttributeType.S);
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
                aws.httpClient(Caller.function(FUNCTION, STOCKHOLM)),
                ANYBODY,
                time,
                time::pause);
        checker = new DynamoDbHealthChecker(surroundings, new Crew(time::together, time::together));
    }

    void makeTable(String region, String name, List<String> key, ScalarAttributeType type) {
        client(DynamoDbClient.builder(), region)
                .createTable(table -> table.tableName(name)
                        .billingMode(BillingMode.PAY_PER_REQUEST)
                        .attributeDefinitions(key.stream()
                                .map(part -> AttributeDefinition.builder()
                                        .attributeName(part)
                                        .attributeType(type)
                                        .build())
                                .toList())
                        .keySchema(key.stream()
                                .map(part -> KeySchemaElement.builder()
                                        .attributeName(part)
                                        .keyType(part.equals(key.getFirst()) ? KeyType.HASH : KeyType.RANGE)
                                        .build())
                                .toList()));
    }

    void makeTable(String region, String name) {
        makeTable(region, name, List.of("id"), ScalarAttributeType.S);
    }

    /** Puts a plan in force, each canary of it as {@code name: …, table: …, …}. */
    void plan(String... canaries) throws InvalidPlan, RecordStore.Superseded {
        StringBuilder list = new StringBuilder();
        for (String canary : canaries) {
            String from = canary.contains("from:") ? "" : "from: eu-north-1, ";
            list.append("    - dynamodb-canary: { ").append(from).append(canary).append(" }\n");
        }
        String text = PLAN + list;
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
                        FUNCTION,
                        "arn:aws:lambda:eu-north-1:111122223333:function:" + FUNCTION,
                        time.instant().plus(Duration.ofMinutes(1)),
                        time),
                _ -> {});
    }

    /** The votes that reached the topic. */
    List<Signal.Vote> votes() {
        return calls("Publish").stream()
                .filter(call -> call.outcome().equals(new RecordedCall.Outcome.Answered(200, Optional.empty())))
                .flatMap(call -> votes(QueryParameters.of(call.request()).required("Message")))
                .toList();
    }

    List<Opinion> votesOn(String region) {
        return votes().stream()
                .filter(vote -> vote.region().equals(region))
                .map(Signal.Vote::opinion)
                .toList();
    }

    /** What the checker called, by operation. */
    List<RecordedCall> calls(String operation) {
        return aws.recording().calls().stream()
                .filter(call -> call.caller().name().equals(FUNCTION)
                        && call.operation().equals(operation))
                .toList();
    }

    <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C client(B builder, String region) {
        return builder.region(Region.of(region))
                .credentialsProvider(ANYBODY)
                .httpClient(aws.httpClient(Caller.outside("test")))
                .build();
    }

    /** What was sent. */
    static String body(RecordedCall call) {
        return new String(call.request().body(), StandardCharsets.UTF_8);
    }

    private static Stream<Signal.Vote> votes(String message) {
        try {
            return Signals.read(message).signals().stream().map(Signal.Vote.class::cast);
        } catch (Malformed malformed) {
            throw new AssertionError(message, malformed);
        }
    }

    private static final String PLAN = """
            service: orders
            control: eu-north-1
            sites:
              ireland:
                region: eu-west-1
                database: orders
                endpoint: orders.c1a2b3.eu-west-1.rds.amazonaws.com
                isolation: sg-0isolatedireland
                checker: arn:aws:lambda:eu-west-1:111122223333:function:checker
              frankfurt:
                region: eu-central-1
                database: orders-replica
                endpoint: orders-replica.d4e5f6.eu-central-1.rds.amazonaws.com
                isolation: sg-0isolatedfrankfurt
                checker: arn:aws:lambda:eu-central-1:111122223333:function:checker
            prefers: ireland
            database:
              kind: rds-read-replica
              name: orders
              secret: arn:aws:secretsmanager:eu-west-1:111122223333:secret:orders-checker-AbCdEf
              fence: { whenUnreachable: proceed }
            traffic:
              - route53-record: { hostedZone: Z0123456789EXAMPLE, name: orders-db.example.com, ttl: PT5S }
            observers:
              quorum: 1
              fresh: PT2M30S
              list:
                - probe: { name: from-stockholm, from: eu-north-1 }
            """;
}
