// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.drill.lab;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.autofailover.drill.postgres.Login;
import dev.autofailover.plan.Plan;
import dev.autofailover.plan.Site;
import dev.autofailover.simulated.cloudwatch.Metric;
import dev.autofailover.simulated.cloudwatch.SampledMetric;
import dev.autofailover.simulated.rds.NewInstance;
import dev.autofailover.simulated.route53.RecordSet;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/** What a plan takes for granted: the zone with its record, the checkers' secret, the alarm, the table that is looked at, the instances. */
record Premises(LabAws aws, LabPlan plan, LabDatabases databases) {
    static final String ALARM = "orders-connections";
    private static final String ZONE = "ZLAB0000000000EXAMPLE";
    private static final Duration LAG_SAMPLED_EVERY = Duration.ofSeconds(1);

    /** Puts all but the instances there, and their names into the plan. */
    void prepare() throws IOException {
        addZone();
        String secret = addSecret();
        addSessions(Lab.IRELAND);
        addSessions(Lab.FRANKFURT);
        addAlarm();
        plan.database(databases.port(), secret).hostedZone(ZONE);
    }

    private String region(String site) {
        return plan.at("/sites/" + site + "/region");
    }

    private void addZone() {
        Duration ttl = Duration.parse(plan.at("/traffic/0/route53-record/ttl"));
        aws.route53().addZone(ZONE, "example.com");
        aws.route53()
                .put(
                        ZONE,
                        new RecordSet(
                                plan.at("/traffic/0/route53-record/name"),
                                "CNAME",
                                ttl.toSeconds(),
                                List.of(plan.at("/sites/" + Lab.IRELAND + "/endpoint"))));
    }

    private String addSecret() throws IOException {
        Login checker = databases.accounts().monitor();
        return aws.secrets()
                .addSecret(
                        region(Lab.IRELAND),
                        "orders-checker",
                        new ObjectMapper()
                                .writeValueAsString(Map.of("username", checker.user(), "password", checker.password())),
                        Stream.of(region(Lab.FRANKFURT), plan.at("/control"))
                                .distinct()
                                .toArray(String[]::new));
    }

    private void addSessions(String site) {
        aws.client(DynamoDbClient.builder(), region(site))
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
    }

    private void addAlarm() {
        aws.client(CloudWatchClient.builder(), region(Lab.IRELAND))
                .putMetricAlarm(alarm -> alarm.alarmName(ALARM)
                        .namespace("AWS/RDS")
                        .metricName("DatabaseConnections")
                        .dimensions(Dimension.builder()
                                .name("DBInstanceIdentifier")
                                .value(plan.at("/sites/" + Lab.IRELAND + "/database"))
                                .build())
                        .statistic("Minimum")
                        .period(60)
                        .evaluationPeriods(1)
                        .threshold(1.0)
                        .comparisonOperator("LessThanThreshold")
                        .treatMissingData("breaching"));
        aws.cloudWatch().setAlarmState(region(Lab.IRELAND), ALARM, "OK", "the lab begins");
    }

    /** Makes the databases known to RDS, as that plan names them; answers the standby's lag as it is measured from now on. */
    SampledMetric addInstances(Plan parsed) {
        Site primary = parsed.site(Lab.IRELAND);
        Site standby = parsed.site(Lab.FRANKFURT);
        LabDatabase replica = databases.at(Lab.FRANKFURT);
        String source = aws.rds().addInstance(newInstance(primary, parsed), databases.at(Lab.IRELAND));
        aws.rds().addInstance(newInstance(standby, parsed).replicaOf(source), replica);
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
}
