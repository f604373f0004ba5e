// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.drill.invoke;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.autofailover.database.SqlCheck;
import dev.autofailover.drill.template.Stack;
import dev.autofailover.plan.Arn;
import dev.autofailover.plan.Observer;
import dev.autofailover.plan.Observer.DynamoDbCanary;
import dev.autofailover.plan.Plan;
import dev.autofailover.plan.Site;
import dev.autofailover.plan.TrafficSwitch;
import dev.autofailover.plan.TrafficSwitch.Route53Record;
import dev.autofailover.simulated.Caller;
import dev.autofailover.simulated.cloudwatch.Metric;
import dev.autofailover.simulated.lambda.FunctionDefinition;
import dev.autofailover.simulated.lambda.HandlerContext;
import dev.autofailover.simulated.rds.ModelDatabase;
import dev.autofailover.simulated.rds.NewInstance;
import dev.autofailover.simulated.route53.RecordSet;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Puts into a world what a plan and a stack take for granted: healthy databases, the name, the topics, the table. */
final class Scene {
    private static final Logger LOG = LoggerFactory.getLogger(Scene.class);
    private static final Duration LAG_SAMPLED_EVERY = Duration.ofMinutes(1);
    private static final Duration CLIENT_WRITES_EVERY = Duration.ofSeconds(2);
    private static final Duration REPLICA_IS_BEHIND = Duration.ofMillis(100);

    private final World world;
    private final Plan plan;
    private final Map<String, ModelDatabase> databases = new HashMap<>();

    private Scene(World world, Plan plan) {
        this.world = world;
        this.plan = plan;
    }

    /**
     * All that the plan names, as it is while nothing is wrong.
     *
     * @param checker the stack's database-health-checker, which each site has as well
     * @return what SQL finds of the databases
     */
    static SqlCheck put(World world, Plan plan, InvokedFunction checker) {
        var scene = new Scene(world, plan);
        scene.putDatabases();
        scene.putTraffic();
        scene.putSecret();
        plan.observers().list().forEach(scene::putObserved);
        plan.notifyTopic()
                .flatMap(Arn::parse)
                .ifPresent(topic -> topic(world.client(SnsClient.builder(), topic.region()), topic.name()));
        SqlCheck sql = new ModelSql(world.route53(), scene.databases);
        plan.sites().forEach(site -> scene.putChecker(site, checker, sql));
        return sql;
    }

    /** The topics, queues and the table of the stack. */
    static void put(World world, Stack stack) {
        SnsClient sns = world.client(SnsClient.builder(), stack.region());
        SqsClient sqs = world.client(SqsClient.builder(), stack.region());
        for (Stack.Resource resource : stack.resources()) {
            String name = stack.name() + "-" + resource.logicalId();
            switch (resource.type()) {
                case "AWS::SNS::Topic" -> topic(sns, name);
                case "AWS::SQS::Queue" -> sqs.createQueue(queue -> queue.queueName(name));
                case "AWS::DynamoDB::Table" -> table(world, stack.region(), name, List.of("pk", "sk"));
                default -> {
                    // Rules, schedules and permissions lead to other functions; here one runs alone.
                }
            }
        }
    }

    /** The message has no receiver. It loads what a function's first call needs, whose time-out is real. */
    private static void topic(SnsClient sns, String name) {
        String arn = sns.createTopic(topic -> topic.name(name)).topicArn();
        sns.publish(message -> message.topicArn(arn).message("nobody listens yet"));
    }

    private void putDatabases() {
        Site primary = plan.site(plan.prefers());
        Site standby = plan.other(plan.prefers());
        ModelDatabase writer = ModelDatabase.primary(
                world.time(), plan.sites().stream().map(Site::isolation).collect(Collectors.toSet()));
        ModelDatabase replica = writer.replica(REPLICA_IS_BEHIND);
        String source = world.rds().addInstance(instance(primary), writer);
        world.rds().addInstance(instance(standby).replicaOf(source), replica);
        write(writer);
        databases.put(primary.endpoint(), writer);
        databases.put(standby.endpoint(), replica);
        world.cloudWatch()
                .sample(
                        Metric.replicaLag(standby.region(), standby.database()),
                        LAG_SAMPLED_EVERY,
                        world.rds().replicaLag(standby.region(), standby.database()));
    }

    /** A client that never rests: without new rows the lag of a PostgreSQL replica grows, however healthy it is. */
    private void write(ModelDatabase writer) {
        writer.write(ModelDatabase.Client.APPLICATION, "a client's row");
        world.time().after(CLIENT_WRITES_EVERY, () -> write(writer));
    }

    private NewInstance instance(Site site) {
        return NewInstance.postgres(site.region(), site.database())
                .at(site.endpoint(), plan.database().port())
                .behind("sg-0clients" + site.name());
    }

    /** The real checker, for the orchestrator's questions. */
    private void putChecker(Site site, InvokedFunction checker, SqlCheck sql) {
        // The ARN may end in an alias.
        String[] checkerName = Arn.parse(site.checker()).orElseThrow().name().split(":", 2);
        String name = checkerName[0];
        Map<String, String> variables = new HashMap<>(checker.variables());
        variables.put("AWS_REGION", site.region());
        RequestStreamHandler handler =
                checker.handlerIn(world.surroundings(Caller.function(name, site.region()), variables), sql);
        world.lambda()
                .deploy(FunctionDefinition.of(
                        name,
                        site.region(),
                        (in, out, invocation) ->
                                handler.handleRequest(in, out, new HandlerContext(invocation, LOG::info))));
    }

    private void putTraffic() {
        for (TrafficSwitch way : plan.traffic()) {
            switch (way) {
                case Route53Record record -> {
                    String domain = record.name().substring(record.name().indexOf('.') + 1);
                    world.route53().addZone(record.hostedZone(), domain);
                    String endpoint = plan.site(plan.prefers()).endpoint();
                    long ttl = record.ttl().toSeconds();
                    world.route53()
                            .put(
                                    record.hostedZone(),
                                    new RecordSet(record.name(), record.type(), ttl, List.of(endpoint)));
                }
            }
        }
    }

    private void putSecret() {
        Arn secret = Arn.parse(plan.database().secret()).orElseThrow();
        String[] replicas = Stream.concat(plan.sites().stream().map(Site::region), Stream.of(plan.control()))
                .filter(region -> !region.equals(secret.region()))
                .distinct()
                .toArray(String[]::new);
        world.secrets()
                .addSecretOf(plan.database().secret(), "{\"username\":\"checker\",\"password\":\"invoke\"}", replicas);
    }

    private void putObserved(Observer observer) {
        switch (observer) {
            case DynamoDbCanary canary ->
                canary.regions().forEach(region -> table(world, region, canary.table(), List.of("id")));
            case Observer.Alarm alarm -> putAlarm(alarm);
            case Observer.Probe probe -> {}
            case Observer.RdsEvents events -> {}
        }
    }

    private void putAlarm(Observer.Alarm alarm) {
        Arn arn = Arn.parse(alarm.arn()).orElseThrow();
        world.client(CloudWatchClient.builder(), arn.region())
                .putMetricAlarm(put -> put.alarmName(arn.name())
                        .namespace("AWS/RDS")
                        .metricName("DatabaseConnections")
                        .dimensions(Dimension.builder()
                                .name("DBInstanceIdentifier")
                                .value(plan.site(alarm.site()).database())
                                .build())
                        .statistic("Minimum")
                        .period(60)
                        .evaluationPeriods(1)
                        .threshold(1.0)
                        .comparisonOperator("LessThanThreshold"));
        world.cloudWatch().setAlarmState(arn.region(), arn.name(), "OK", "nothing is wrong");
    }

    private static void table(World world, String region, String name, List<String> keys) {
        world.client(DynamoDbClient.builder(), region).createTable(table -> {
            table.tableName(name).billingMode(BillingMode.PAY_PER_REQUEST);
            table.attributeDefinitions(keys.stream()
                    .map(key -> AttributeDefinition.builder()
                            .attributeName(key)
                            .attributeType(ScalarAttributeType.S)
                            .build())
                    .toList());
            KeyType[] types = {KeyType.HASH, KeyType.RANGE};
            table.keySchema(keys.stream()
                    .map(key -> KeySchemaElement.builder()
                            .attributeName(key)
                            .keyType(types[keys.indexOf(key)])
                            .build())
                    .toList());
        });
    }
}
