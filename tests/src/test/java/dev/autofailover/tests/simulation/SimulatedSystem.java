// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.tests.simulation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.autofailover.drill.lab.Wiring;
import dev.autofailover.drill.template.Stack;
import dev.autofailover.plan.InvalidPlan;
import dev.autofailover.plan.Plan;
import dev.autofailover.plan.PlanParser;
import dev.autofailover.record.ServiceRecord;
import dev.autofailover.record.dynamodb.DynamoDbRecordStore;
import dev.autofailover.simulated.Caller;
import dev.autofailover.simulated.SimulatedAws;
import dev.autofailover.simulated.cloudwatch.SampledMetric;
import dev.autofailover.simulated.lambda.Function;
import dev.autofailover.simulated.rds.EventSubscription;
import dev.autofailover.simulated.route53.RecordSet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.lambda.LambdaClient;

/** The product as template.yaml deploys it, in three simulated Regions, looking after one service whose plan is in force. */
final class SimulatedSystem implements AutoCloseable {
    static final String SERVICE = "orders";
    static final String NAME = "orders-db.example.com";
    static final String ZONE = "Z0SIMULATED";
    static final String GLOBAL_CLUSTER = "orders-global";
    static final String ALARM = "orders-connections";
    static final String STACK = "sim";
    /** The parameters of a control stack from which canaries look. */
    static final Map<String, String> CONTROL =
            Map.of("Role", "control", "CanaryTables", "arn:aws:dynamodb:*:" + SimulatedAws.ACCOUNT + ":table/sessions");

    private static final ObjectMapper JSON = new ObjectMapper();

    final SimulatedCloud cloud;
    final Databases databases;
    final DynamoDbClient table;
    final DynamoDbRecordStore records;
    final SampledMetric lag;
    final Map<String, Handlers> handlers = new LinkedHashMap<>();
    final Plan plan;
    /** The plan as it was applied: JSON. */
    final String planText;

    private final Code code;
    private final Map<String, Stack> stacks = new HashMap<>();
    private final LambdaClient operator;

    SimulatedSystem(Variant variant) {
        this(variant, Distances.NONE, new ClassPathCode());
    }

    SimulatedSystem(Variant variant, Distances distances) {
        this(variant, distances, new ClassPathCode());
    }

    /** @param code where the functions' classes come from */
    SimulatedSystem(Variant variant, Code code) {
        this(variant, Distances.NONE, code);
    }

    private SimulatedSystem(Variant variant, Distances distances, Code code) {
        this.code = code;
        cloud = SimulatedCloud.start(variant.slowAws(), distances);
        databases = new Databases(cloud.time());
        deploy(Regions.STOCKHOLM, CONTROL);
        Regions.SITES.forEach(region -> deploy(region, siteOf(Regions.STOCKHOLM)));
        table = cloud.untouched(DynamoDbClient.builder(), Regions.STOCKHOLM);
        records = new DynamoDbRecordStore(table, STACK + "-Table");
        operator = cloud.client(LambdaClient.builder(), Regions.STOCKHOLM);
        lag = variant.aurora() ? databases.global(cloud) : databases.replicated(cloud);
        planText = variant.plan(surroundings(variant.endpoint(Regions.IRELAND)), notificationsTopic(), checkers());
        plan = parsed(planText);
        JsonNode answer = order(Map.of("command", "apply-plan", "plan", planText, "by", "simulation"));
        if (!answer.path("accepted").asBoolean()) {
            throw new IllegalStateException("the plan was refused: " + answer);
        }
        Regions.ALL.forEach(region -> wiring(region).start());
    }

    /** A site's parameters, from the outputs of the control stack in that Region. */
    Map<String, String> siteOf(String control) {
        Map<String, String> outputs = stack(control).outputs();
        return Map.of(
                "Role",
                "site",
                "ControlRegion",
                control,
                "VotesTopicArn",
                Objects.requireNonNull(outputs.get("VotesTopicArn")),
                "TableArn",
                Objects.requireNonNull(outputs.get("TableArn")));
    }

    String votesTopic() {
        return Objects.requireNonNull(stack(Regions.STOCKHOLM).outputs().get("VotesTopicArn"));
    }

    String notificationsTopic() {
        return Objects.requireNonNull(stack(Regions.STOCKHOLM).outputs().get("NotificationsTopicArn"));
    }

    /** What the service's record says, whatever is broken. */
    Optional<ServiceRecord> record() {
        return records.load(SERVICE);
    }

    /** Gives the orchestrator a command and waits for its answer. */
    JsonNode order(Map<String, Object> command) {
        return invoke(Regions.STOCKHOLM, "FailoverOrchestrator", bytes(command));
    }

    /** Invokes a function as {@code aws lambda invoke} does. */
    JsonNode invoke(String region, String logicalId, byte[] event) {
        LambdaClient client =
                region.equals(Regions.STOCKHOLM) ? operator : cloud.client(LambdaClient.builder(), region);
        var answer = client.invoke(
                invoke -> invoke.functionName(STACK + "-" + logicalId).payload(SdkBytes.fromByteArray(event)));
        try {
            JsonNode payload = JSON.readTree(answer.payload().asByteArray());
            return answer.functionError() == null
                    ? payload
                    : JSON.createObjectNode().set("functionError", payload);
        } catch (IOException noJson) {
            throw new UncheckedIOException(noJson);
        }
    }

    /** Where name servers lead clients now: the Region of the database. */
    Optional<String> ledTo() {
        return cloud.route53()
                .resolve(NAME, "CNAME")
                .map(set -> databases.regionOf(set.values().getFirst()));
    }

    @Override
    public void close() {
        cloud.time().close();
    }

    Stack stack(String region) {
        return Objects.requireNonNull(stacks.get(region));
    }

    /** Builds a stack where there is none, but for its schedules. */
    void deploy(String region, Map<String, String> parameters) {
        declare(region, parameters, UnaryOperator.identity());
        wiring(region).build();
    }

    /** What is deployed there from now on; nothing is built by this. */
    Stack declare(String region, Map<String, String> parameters, UnaryOperator<Function> release) {
        try {
            Stack stack = Stack.resolve(
                    Path.of("..", "template.yaml"), new Stack.Target(STACK, region, SimulatedAws.ACCOUNT, parameters));
            stacks.put(region, stack);
            handlers.put(region, new Handlers(cloud, databases, stack, code, release));
            return stack;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** How the stack there is built. */
    Wiring wiring(String region) {
        return new Wiring(
                stack(region),
                cloud.surroundings(Caller.outside("deployer"), Map.of()),
                Objects.requireNonNull(handlers.get(region)),
                (name, topic, sourceType) -> cloud.rds()
                        .subscribe(new EventSubscription(
                                region,
                                name,
                                topic,
                                sourceType,
                                List.of(),
                                List.of(),
                                true,
                                cloud.time().instant())));
    }

    private Map<String, String> checkers() {
        Map<String, String> checkers = new HashMap<>();
        Regions.SITES.forEach(region -> checkers.put(
                region, Objects.requireNonNull(stack(region).outputs().get("CheckerArn"))));
        return checkers;
    }

    /** What a plan takes for granted: the zone, the tables that are looked at, the alarm, the secret, whose ARN this returns. */
    private String surroundings(String endpoint) {
        cloud.route53().addZone(ZONE, "example.com");
        cloud.route53().put(ZONE, new RecordSet(NAME, "CNAME", 5, List.of(endpoint)));
        for (String region : Regions.SITES) {
            cloud.client(DynamoDbClient.builder(), region)
                    .createTable(create -> create.tableName("sessions")
                            .billingMode(BillingMode.PAY_PER_REQUEST)
                            .attributeDefinitions(AttributeDefinition.builder()
                                    .attributeName("id")
                                    .attributeType("S")
                                    .build())
                            .keySchema(KeySchemaElement.builder()
                                    .attributeName("id")
                                    .keyType("HASH")
                                    .build()));
        }
        cloud.client(CloudWatchClient.builder(), Regions.IRELAND)
                .putMetricAlarm(alarm -> alarm.alarmName(ALARM)
                        .namespace("AWS/RDS")
                        .metricName("DatabaseConnections")
                        .statistic("Minimum")
                        .period(60)
                        .evaluationPeriods(1)
                        .threshold(1.0)
                        .comparisonOperator("LessThanThreshold"));
        cloud.cloudWatch().setAlarmState(Regions.IRELAND, ALARM, "OK", "as ever");
        return cloud.secrets()
                .addSecret(
                        Regions.IRELAND,
                        "orders-checker",
                        "{\"username\":\"checker\",\"password\":\"simulated\"}",
                        Regions.FRANKFURT,
                        Regions.STOCKHOLM);
    }

    private static Plan parsed(String text) {
        try {
            return PlanParser.parse(text);
        } catch (InvalidPlan invalid) {
            throw new IllegalStateException("plans/orders.yaml is no plan any more", invalid);
        }
    }

    private static byte[] bytes(Map<String, Object> command) {
        try {
            return JSON.writeValueAsBytes(command);
        } catch (JsonProcessingException impossible) {
            throw new IllegalArgumentException(impossible);
        }
    }
}
