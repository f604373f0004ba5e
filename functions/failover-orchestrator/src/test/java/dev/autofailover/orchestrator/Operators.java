// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.orchestrator;

import static dev.autofailover.orchestrator.Stage.STOCKHOLM;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.autofailover.json.Json;
import dev.autofailover.lambda.InputReader;
import dev.autofailover.lambda.Surroundings;
import dev.autofailover.message.Signals;
import dev.autofailover.simulated.Caller;
import dev.autofailover.vote.Opinion;
import dev.autofailover.vote.Signal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
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
import software.amazon.awssdk.services.sqs.SqsClient;

/** Invokes the orchestrator as Lambda would, each time in a new process, and holds what it needs of the control Region. */
final class Operators {
    static final String TABLE = "autofailover";
    static final Duration TIMEOUT = Duration.ofMinutes(2);

    private static final StaticCredentialsProvider CREDENTIALS =
            StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test"));

    private final Stage stage;
    private final String topic;
    private final String queue;
    private final String inbox;
    private Optional<Orchestrator> warm = Optional.empty();

    Operators(Stage stage) {
        this.stage = stage;
        dynamoDb()
                .createTable(table -> table.tableName(TABLE)
                        .billingMode(BillingMode.PAY_PER_REQUEST)
                        .attributeDefinitions(text("pk"), text("sk"))
                        .keySchema(key("pk", KeyType.HASH), key("sk", KeyType.RANGE)));
        SqsClient sqs = client(SqsClient.builder());
        SnsClient sns = client(SnsClient.builder());
        queue = sqs.createQueue(create -> create.queueName("dead-letters")).queueUrl();
        topic = sns.createTopic(create -> create.name("notifications")).topicArn();
        sqs.createQueue(create -> create.queueName("inbox"));
        inbox = "arn:aws:sqs:eu-north-1:111122223333:inbox";
        sns.subscribe(subscribe -> subscribe.topicArn(topic).protocol("sqs").endpoint(inbox));
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

    DynamoDbClient dynamoDb() {
        return client(DynamoDbClient.builder());
    }

    private <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C client(B builder) {
        return client(builder, STOCKHOLM);
    }

    /** A client of somebody outside. */
    <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C client(B builder, String region) {
        return builder.region(Region.of(region))
                .credentialsProvider(CREDENTIALS)
                .httpClient(stage.aws.httpClient(Caller.outside("test")))
                .build();
    }

    /** Applies a plan, which must be accepted. */
    void apply(String plan) {
        ObjectNode answer = command(
                Json.object().put("command", "apply-plan").put("plan", plan).put("by", "maria"));
        if (!answer.path("accepted").asBoolean()) {
            throw new AssertionError("refused: " + answer);
        }
    }

    ObjectNode command(String json) {
        return invoke(InputReader.read("command", json));
    }

    private ObjectNode command(ObjectNode command) {
        return invoke(command);
    }

    /** The minute's tick. */
    ObjectNode tick() {
        return invoke(Json.object().put("tick", true));
    }

    /** Both probes speak about both sites in one message batch. */
    ObjectNode vote(String ofIreland, String ofFrankfurt) {
        return invoke(votes(ofIreland, ofFrankfurt));
    }

    ObjectNode vote(String ofIreland, String ofFrankfurt, Fate fate) {
        return invoke(votes(ofIreland, ofFrankfurt), fate);
    }

    ObjectNode votes(String ofIreland, String ofFrankfurt) {
        return records(List.of(
                probe("from-stockholm", "ireland", ofIreland),
                probe("from-frankfurt", "ireland", ofIreland),
                probe("from-stockholm", "frankfurt", ofFrankfurt),
                probe("from-frankfurt", "frankfurt", ofFrankfurt)));
    }

    /** One probe's vote now; DOWN has been said since the outage began. */
    Signal.Vote probe(String observer, String site, String opinion) {
        boolean ireland = site.equals("ireland");
        Instant now = stage.time.instant();
        boolean down = opinion.equals("DOWN");
        return new Signal.Vote(
                observer,
                ireland ? "orders" : "orders-replica",
                ireland ? Stage.IRELAND : Stage.FRANKFURT,
                Opinion.valueOf(opinion),
                now,
                down ? stage.outageBegan() : now,
                "looked",
                Map.of());
    }

    static ObjectNode records(List<Signal> signals) {
        ObjectNode input = Json.object();
        var records = input.putArray("Records");
        signals.forEach(signal -> records.addObject()
                .put("EventSource", "aws:sns")
                .putObject("Sns")
                .put("Message", Signals.write(signal)));
        return input;
    }

    ObjectNode invoke(ObjectNode input) {
        return invoke(input, orchestrator());
    }

    ObjectNode invoke(ObjectNode input, Fate fate) {
        return invoke(input, orchestrator(fate));
    }

    private ObjectNode invoke(ObjectNode input, Orchestrator process) {
        List<Supplier<ObjectNode>> one = List.of(() -> process.handle(input, (int) TIMEOUT.toMillis()));
        return together(one).getFirst();
    }

    /** Several invocations at once, each a process of its own. */
    <T> List<T> together(List<Supplier<T>> invocations) {
        return stage.time.together(invocations);
    }

    /** A process that nothing befalls, which Lambda uses again and again. */
    Orchestrator orchestrator() {
        if (warm.isEmpty()) {
            warm = Optional.of(orchestrator(Fate.none()));
        }
        return warm.get();
    }

    /** A new process. */
    Orchestrator orchestrator(Fate fate) {
        Map<String, String> variables = Map.of(
                "TABLE", TABLE,
                "CONTROL_REGION", STOCKHOLM,
                "AWS_REGION", STOCKHOLM,
                "NOTIFY_TOPIC", topic,
                "AWS_LAMBDA_FUNCTION_NAME", "stack-orchestrator",
                "DEAD_LETTERS", queue);
        Surroundings surroundings = new Surroundings(
                variables, fate.over(stage.aws.httpClient(Stage.orchestrator())), CREDENTIALS, stage.time, howLong -> {
                    fate.check();
                    stage.time.pause(howLong);
                    fate.check();
                });
        return Composition.of(
                surroundings, new Composition.Outside(stage.time::together, stage.time::together, this::cname));
    }

    private Set<String> cname(String name) {
        return stage.route53.resolve(name + ".", "CNAME").stream()
                .flatMap(set -> set.values().stream())
                .collect(Collectors.toSet());
    }

    /** What people were told, as they read it. */
    List<String> told() {
        stage.time.advance(Duration.ofSeconds(1));
        return stage.sqs.bodies(inbox);
    }

    Optional<String> toldOf(String what) {
        return told().stream().filter(text -> text.contains(what)).findFirst();
    }

    /** What was kept because it could not be used. */
    List<String> deadLetters() {
        return stage.sqs.bodies("arn:aws:sqs:eu-north-1:111122223333:dead-letters");
    }

    /** Lets a minute pass and ticks, until no run is under way or a quarter of an hour is over. */
    void tickUntilDone() {
        for (int minute = 0; minute < 15 && underWay(); minute++) {
            stage.time.advance(Duration.ofMinutes(1));
            tick();
        }
    }

    private boolean underWay() {
        return stage.records
                .load("orders")
                .flatMap(record -> record.runUnderWay())
                .isPresent();
    }
}
