// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.packaging;

import dev.autofailover.drill.template.Stack;
import dev.autofailover.lambda.AwsClients;
import dev.autofailover.lambda.CallLimits;
import dev.autofailover.lambda.Surroundings;
import dev.autofailover.plan.Plan;
import dev.autofailover.plan.PlanVersion;
import dev.autofailover.plan.Site;
import dev.autofailover.record.RecordStore;
import dev.autofailover.record.dynamodb.DynamoDbPlanStore;
import dev.autofailover.simulated.AwsHttpServer;
import dev.autofailover.simulated.AwsTiming;
import dev.autofailover.simulated.Caller;
import dev.autofailover.simulated.RealTime;
import dev.autofailover.simulated.SimulatedAws;
import dev.autofailover.simulated.cloudwatch.CloudWatchTiming;
import dev.autofailover.simulated.cloudwatch.Metric;
import dev.autofailover.simulated.cloudwatch.SimulatedCloudWatch;
import dev.autofailover.simulated.dynamodb.SimulatedDynamoDb;
import dev.autofailover.simulated.events.SimulatedEventBridge;
import dev.autofailover.simulated.lambda.SimulatedLambda;
import dev.autofailover.simulated.rds.ModelDatabase;
import dev.autofailover.simulated.rds.NewInstance;
import dev.autofailover.simulated.rds.RdsTiming;
import dev.autofailover.simulated.rds.SimulatedRds;
import dev.autofailover.simulated.route53.Route53Timing;
import dev.autofailover.simulated.route53.SimulatedRoute53;
import dev.autofailover.simulated.secrets.SimulatedSecrets;
import dev.autofailover.simulated.sns.SimulatedSns;
import dev.autofailover.simulated.sqs.SimulatedSqs;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.ComparisonOperator;
import software.amazon.awssdk.services.cloudwatch.model.Statistic;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** A simulated AWS on loopback, with one stack and its plans in it and nothing wrong: what a function is trained in. */
final class TrainingWorld implements AutoCloseable {
    private static final CallLimits PATIENT = CallLimits.once(Duration.ofMinutes(1));

    private final RealTime time = new RealTime();
    private final SimulatedAws aws = new SimulatedAws(time);
    private final SimulatedRds rds;
    private final SimulatedCloudWatch cloudWatch;
    private final SimulatedRoute53 route53 = new SimulatedRoute53(time, Route53Timing.quick());
    private final SimulatedSecrets secrets = new SimulatedSecrets(time);
    private final AwsHttpServer server;

    private TrainingWorld(LoopbackTls tls) throws IOException {
        SimulatedLambda lambda = new SimulatedLambda(aws, AwsTiming.quick());
        SimulatedSns sns = new SimulatedSns(aws, AwsTiming.quick());
        SimulatedEventBridge bus = new SimulatedEventBridge(aws, AwsTiming.quick());
        rds = new SimulatedRds(time, RdsTiming.quick(), sns, bus);
        aws.with(new SimulatedDynamoDb(time))
                .with(new SimulatedSqs(aws))
                .with(sns)
                .with(bus)
                .with(lambda);
        aws.with(rds).with(route53).with(secrets);
        cloudWatch = new SimulatedCloudWatch(time, CloudWatchTiming.quick(), sns, bus, lambda);
        aws.with(cloudWatch);
        server = aws.serve(tls.server());
    }

    /** With that stack deployed and those plans in force. */
    static TrainingWorld begin(Stack stack, List<PlanVersion> plans, LoopbackTls tls) throws IOException {
        TrainingWorld world = new TrainingWorld(tls);
        world.put(stack);
        for (PlanVersion plan : plans) {
            world.put(plan.plan());
            world.putInForce(stack, plan);
        }
        return world;
    }

    /** What to give to the function as {@code AWS_ENDPOINT_URL}. */
    URI endpoint() {
        return server.uri();
    }

    /** How many calls it has answered. */
    int calls() {
        return aws.recording().calls().size();
    }

    @Override
    public void close() {
        server.close();
        time.close();
    }

    private void put(Stack stack) {
        SnsClient sns = clients().client(SnsClient.builder(), Region.of(stack.region()), PATIENT);
        SqsClient sqs = clients().client(SqsClient.builder(), Region.of(stack.region()), PATIENT);
        for (Stack.Resource resource : stack.resources()) {
            String name = stack.name() + "-" + resource.logicalId();
            switch (resource.type()) {
                case "AWS::SNS::Topic" -> sns.createTopic(topic -> topic.name(name));
                case "AWS::SQS::Queue" -> sqs.createQueue(queue -> queue.queueName(name));
                case "AWS::DynamoDB::Table" -> table(stack.region(), name);
                default -> {
                    // What the function does not call.
                }
            }
        }
    }

    private void put(Plan plan) {
        Site primary = plan.site(plan.prefers());
        Site standby = plan.other(plan.prefers());
        ModelDatabase writer = ModelDatabase.primary(time, Set.of(primary.isolation(), standby.isolation()));
        String source = rds.addInstance(instance(plan, primary), writer);
        rds.addInstance(instance(plan, standby).replicaOf(source), writer.replica(Duration.ofMillis(100)));
        cloudWatch.sample(
                Metric.replicaLag(standby.region(), standby.database()),
                Duration.ofSeconds(1),
                rds.replicaLag(standby.region(), standby.database()));
        clients()
                .client(CloudWatchClient.builder(), Region.of(primary.region()), PATIENT)
                .putMetricAlarm(alarm -> alarm.alarmName(plan.service() + "-connections")
                        .namespace("AWS/RDS")
                        .metricName("DatabaseConnections")
                        .statistic(Statistic.AVERAGE)
                        .period(60)
                        .evaluationPeriods(3)
                        .threshold(1.0)
                        .comparisonOperator(ComparisonOperator.LESS_THAN_OR_EQUAL_TO_THRESHOLD));
        secrets.addSecret(
                primary.region(),
                plan.service() + "-checker",
                "{\"username\":\"checker\",\"password\":\"none\"}",
                standby.region(),
                plan.control());
    }

    private static NewInstance instance(Plan plan, Site site) {
        return NewInstance.postgres(site.region(), site.database())
                .at(site.endpoint(), plan.database().port())
                .behind("sg-0clients");
    }

    private void putInForce(Stack stack, PlanVersion plan) {
        String table = stack.ofType("AWS::DynamoDB::Table").getFirst().logicalId();
        DynamoDbClient client = clients().client(DynamoDbClient.builder(), Region.of(stack.region()), PATIENT);
        try {
            new DynamoDbPlanStore(client, stack.name() + "-" + table).add(plan);
        } catch (RecordStore.Superseded impossible) {
            throw new IllegalStateException("a new table holds a plan already", impossible);
        }
    }

    private void table(String region, String name) {
        List<String> keys = List.of("pk", "sk");
        KeyType[] types = {KeyType.HASH, KeyType.RANGE};
        clients()
                .client(DynamoDbClient.builder(), Region.of(region), PATIENT)
                .createTable(table -> table.tableName(name)
                        .billingMode(BillingMode.PAY_PER_REQUEST)
                        .attributeDefinitions(keys.stream()
                                .map(key -> AttributeDefinition.builder()
                                        .attributeName(key)
                                        .attributeType(ScalarAttributeType.S)
                                        .build())
                                .toList())
                        .keySchema(keys.stream()
                                .map(key -> KeySchemaElement.builder()
                                        .attributeName(key)
                                        .keyType(types[keys.indexOf(key)])
                                        .build())
                                .toList()));
    }

    private AwsClients clients() {
        return new AwsClients(new Surroundings(
                Map.of(),
                aws.httpClient(Caller.outside("packaging")),
                StaticCredentialsProvider.create(AwsBasicCredentials.create("packaging", "packaging")),
                time,
                time::pause));
    }
}
