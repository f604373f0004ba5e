// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.drill.lab;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.autofailover.drill.dns.DnsServer;
import dev.autofailover.drill.dns.LabNames;
import dev.autofailover.drill.postgres.Login;
import dev.autofailover.drill.template.Stack;
import dev.autofailover.plan.InvalidPlan;
import dev.autofailover.plan.Plan;
import dev.autofailover.plan.PlanParser;
import dev.autofailover.plan.Site;
import dev.autofailover.simulated.AwsHttpServer;
import dev.autofailover.simulated.cloudwatch.Metric;
import dev.autofailover.simulated.cloudwatch.SampledMetric;
import dev.autofailover.simulated.rds.EventSubscription;
import dev.autofailover.simulated.rds.NewInstance;
import dev.autofailover.simulated.route53.RecordSet;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
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

/** Builds a lab: the databases and their names, AWS around them from the template, the plan, and last the schedules. */
public final class LabBuilder {
    static final String ALARM = "orders-connections";
    private static final String ZONE = "ZLAB0000000000EXAMPLE";
    private static final String STACK = "lab";
    private static final Duration LAG_SAMPLED_EVERY = Duration.ofSeconds(1);

    private final LabOptions options;
    private final LabPlan plan;
    private final Closing closing = new Closing();
    private final Map<String, Stack> stacks = new LinkedHashMap<>();

    private LabBuilder(LabOptions options) throws IOException {
        this.options = options;
        this.plan = LabPlan.read(options.root().resolve("plans").resolve("orders.yaml"))
                .policy(options.policy())
                .changed(options.changes());
    }

    /**
     * A lab with its plan applied and its schedules started.
     *
     * @throws IOException when files or sockets can't be had
     */
    public static Lab build(LabOptions options) throws IOException {
        LabBuilder builder = new LabBuilder(options);
        try {
            return builder.build();
        } catch (IOException | RuntimeException | Error e) {
            builder.closing.close();
            throw e;
        }
    }

    private Lab build() throws IOException {
        String control = plan.at("/control");
        Map<String, String> regions = new LinkedHashMap<>();
        for (String site : List.of(Lab.IRELAND, Lab.FRANKFURT)) {
            regions.put(site, plan.at("/sites/" + site + "/region"));
        }
        Map<String, String> endpoints = endpoints(regions);
        LabAws aws = LabAws.start(options.pace());
        closing.add(aws.time());
        LabDatabases databases = LabDatabases.start(
                regions.keySet().stream()
                        .map(site -> new LabDatabases.NewSite(
                                site, text(endpoints, site), plan.at("/sites/" + site + "/isolation")))
                        .toList(),
                Stream.concat(Stream.of(control), regions.values().stream())
                        .distinct()
                        .toList(),
                closing);
        DnsServer dns = names(aws, databases, endpoints);
        wire(aws, control, regions, dns);
        prepare(aws, databases, endpoints);
        Plan parsed = parsed();
        SampledMetric lag = instances(aws, databases, parsed);
        AwsHttpServer server = closing.add(aws.aws().serve());
        ControlTable table = table(aws, control);
        Stack controlStack = stack(control);
        Lab lab = new Lab(new Lab.Parts(
                aws,
                databases.bySite(),
                parsed,
                table,
                dns,
                server.uri(),
                lag,
                controlStack.outputs().getOrDefault("OrchestratorFunctionName", ""),
                databases.accounts(),
                databases.way(),
                closing));
        applyPlan(lab);
        stacks.values().forEach(stack -> wiring(aws, stack).start());
        return lab;
    }

    private Plan parsed() throws IOException {
        try {
            return PlanParser.parse(plan.text());
        } catch (InvalidPlan e) {
            throw new IllegalStateException("plans/orders.yaml is no plan any more: " + e.getMessage(), e);
        }
    }

    /** Names as RDS gives them, with a part of this lab's own, so that two labs in one JVM don't meet. */
    private static Map<String, String> endpoints(Map<String, String> regions) {
        String own = Long.toString(RandomGenerator.getDefault().nextLong(1L << 40, 1L << 41), 36);
        Map<String, String> endpoints = new LinkedHashMap<>();
        regions.forEach((site, region) ->
                endpoints.put(site, "orders-" + site + ".c" + own + "." + region + ".rds.amazonaws.com"));
        return endpoints;
    }

    private DnsServer names(LabAws aws, LabDatabases databases, Map<String, String> endpoints) throws IOException {
        Map<String, SiteNetwork> networks = new LinkedHashMap<>();
        databases.bySite().forEach((site, database) -> networks.put(text(endpoints, site), database.network()));
        LabZone zone = new LabZone(aws.route53(), networks);
        closing.add(LabNames.register(zone));
        return closing.add(DnsServer.start(zone));
    }

    private void wire(LabAws aws, String control, Map<String, String> regions, DnsServer dns) throws IOException {
        var address = dns.address();
        deploy(
                aws,
                control,
                Map.of(
                        "Role",
                        "control",
                        "DnsServer",
                        address.getAddress().getHostAddress() + ":" + address.getPort()));
        Map<String, String> outputs = stack(control).outputs();
        for (String region : regions.values()) {
            if (region.equals(control)) {
                continue;
            }
            deploy(
                    aws,
                    region,
                    Map.of(
                            "Role",
                            "site",
                            "ControlRegion",
                            control,
                            "VotesTopicArn",
                            text(outputs, "VotesTopicArn"),
                            "TableArn",
                            text(outputs, "TableArn")));
        }
        regions.forEach((site, region) -> stackOutputsInto(site, region));
        plan.notify(text(outputs, "NotificationsTopicArn"));
    }

    private void stackOutputsInto(String site, String region) {
        plan.checker(site, text(stack(region).outputs(), "CheckerArn"));
    }

    private void deploy(LabAws aws, String region, Map<String, String> parameters) throws IOException {
        Stack stack = Stack.resolve(
                options.root().resolve("template.yaml"), new Stack.Target(STACK, region, LabAccount.ID, parameters));
        stacks.put(region, stack);
        aws.stacks().addStack(region, STACK, stack.outputs());
        wiring(aws, stack).build();
    }

    private static Wiring wiring(LabAws aws, Stack stack) {
        return new Wiring(
                stack,
                aws.administrator(),
                new LabFunctions(aws, stack),
                (name, topic, sourceType) -> aws.rds()
                        .subscribe(new EventSubscription(
                                stack.region(),
                                name,
                                topic,
                                sourceType,
                                List.of(),
                                List.of(),
                                true,
                                aws.time().instant())));
    }

    /** What a plan takes for granted: the zone with its record, the checkers' secret, the alarm, the table that is looked at. */
    private void prepare(LabAws aws, LabDatabases databases, Map<String, String> endpoints) throws IOException {
        aws.route53().addZone(ZONE, "example.com");
        aws.route53()
                .put(
                        ZONE,
                        new RecordSet(
                                plan.at("/traffic/0/route53-record/name"),
                                "CNAME",
                                Duration.parse(plan.at("/traffic/0/route53-record/ttl"))
                                        .toSeconds(),
                                List.of(text(endpoints, Lab.IRELAND))));
        Login checker = databases.accounts().monitor();
        String secret = aws.secrets()
                .addSecret(
                        plan.at("/sites/ireland/region"),
                        "orders-checker",
                        new ObjectMapper()
                                .writeValueAsString(Map.of("username", checker.user(), "password", checker.password())),
                        Stream.of(plan.at("/sites/frankfurt/region"), plan.at("/control"))
                                .distinct()
                                .toArray(String[]::new));
        for (String site : List.of(Lab.IRELAND, Lab.FRANKFURT)) {
            String region = plan.at("/sites/" + site + "/region");
            aws.client(DynamoDbClient.builder(), region)
                    .createTable(table -> table.tableName("sessions")
                            .billingMode(BillingMode.PAY_PER_REQUEST)
                            .attributeDefinitions(AttributeDefinition.builder()
                                    .attributeName("id")
                                    .attributeType(ScalarAttributeType.S)
                                    .build())
                            .keySchema(KeySchemaElement.builder()
                                    .attributeName("id")
                                    .keyType(KeyType.HASH)
                                    .build()));
            plan.endpoint(site, text(endpoints, site));
        }
        aws.client(CloudWatchClient.builder(), plan.at("/sites/ireland/region"))
                .putMetricAlarm(alarm -> alarm.alarmName(ALARM)
                        .namespace("AWS/RDS")
                        .metricName("DatabaseConnections")
                        .dimensions(Dimension.builder()
                                .name("DBInstanceIdentifier")
                                .value(plan.at("/sites/ireland/database"))
                                .build())
                        .statistic("Minimum")
                        .period(60)
                        .evaluationPeriods(1)
                        .threshold(1.0)
                        .comparisonOperator("LessThanThreshold")
                        .treatMissingData("breaching"));
        aws.cloudWatch().setAlarmState(plan.at("/sites/ireland/region"), ALARM, "OK", "the lab begins");
        plan.database(databases.port(), secret).hostedZone(ZONE);
    }

    private static SampledMetric instances(LabAws aws, LabDatabases databases, Plan plan) {
        Site primary = plan.site(Lab.IRELAND);
        Site standby = plan.site(Lab.FRANKFURT);
        LabDatabase replica = database(databases, Lab.FRANKFURT);
        String source = aws.rds().addInstance(newInstance(primary, plan), database(databases, Lab.IRELAND));
        aws.rds().addInstance(newInstance(standby, plan).replicaOf(source), replica);
        return sampleLag(aws, standby, replica);
    }

    /** Measures a replica's lag from now on, as RDS does, only more often. */
    static SampledMetric sampleLag(LabAws aws, Site site, LabDatabase replica) {
        return aws.cloudWatch()
                .sample(
                        Metric.replicaLag(site.region(), site.database()),
                        LAG_SAMPLED_EVERY,
                        () -> replica.replicationLag()
                                .map(lag -> OptionalDouble.of(lag.toMillis() / 1000.0))
                                .orElse(OptionalDouble.empty()));
    }

    /** A site's instance as AWS has it, without a source. */
    static NewInstance newInstance(Site site, Plan plan) {
        return NewInstance.postgres(site.region(), site.database())
                .at(site.endpoint(), plan.database().port())
                .behind("sg-0clients" + site.name());
    }

    private static LabDatabase database(LabDatabases databases, String site) {
        return Optional.ofNullable(databases.bySite().get(site)).orElseThrow();
    }

    private ControlTable table(LabAws aws, String control) {
        SnsClient sns = aws.client(SnsClient.builder(), control);
        SqsClient sqs = aws.client(SqsClient.builder(), control);
        String inbox = sqs.createQueue(queue -> queue.queueName("inbox")).queueUrl();
        sns.subscribe(subscription -> subscription
                .topicArn(plan.at("/notify/topic"))
                .protocol("sqs")
                .endpoint("arn:aws:sqs:" + control + ":" + LabAccount.ID + ":inbox")
                .attributes(Map.of("RawMessageDelivery", "true")));
        return new ControlTable(
                aws.untouched(DynamoDbClient.builder(), control),
                aws.untouched(SqsClient.builder(), control),
                new ControlTable.Names(plan.at("/service"), STACK + "-Table", inbox));
    }

    private void applyPlan(Lab lab) throws IOException {
        Map<String, Object> answer = lab.order(Map.of("command", "apply-plan", "plan", plan.text(), "by", "lab"));
        if (!Boolean.TRUE.equals(answer.get("accepted"))) {
            throw new IllegalStateException("the orchestrator refused the lab's plan: " + answer);
        }
    }

    private Stack stack(String region) {
        return Optional.ofNullable(stacks.get(region)).orElseThrow();
    }

    private static String text(Map<String, String> map, String key) {
        return Optional.ofNullable(map.get(key)).orElseThrow(() -> new IllegalStateException("nothing for " + key));
    }
}
