// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.tests.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.ComparisonOperator;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;
import software.amazon.awssdk.services.cloudwatch.model.Statistic;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.Rule;
import software.amazon.awssdk.services.eventbridge.model.Target;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvocationType;
import software.amazon.awssdk.services.sns.SnsClient;

/** From sam deploy to sam delete, in one history: each step goes on from the one before. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(OrderAnnotation.class)
class DeployTest {
    private static final Sam.Stack IRELAND = Deployment.SITES.getFirst();

    private Optional<MiniStack> started = Optional.empty();
    private Optional<Deployment> deployed = Optional.empty();

    @BeforeAll
    void deploy(@TempDir Path folder) {
        MiniStack aws = MiniStack.start(folder, false);
        started = Optional.of(aws);
        Deployment deployment = Deployment.on(aws, folder);
        deployed = Optional.of(deployment);
        deployment.apply(Map.of());
    }

    @AfterAll
    void end() {
        started.ifPresent(MiniStack::close);
    }

    @Test
    @Order(1)
    void thePlanIsInForceInTheControlRegionsTable() {
        JsonNode status = deployment().command(Map.of("command", "status", "service", "orders", "by", "a test"));

        assertThat(status.path("active").asText()).isEqualTo("ireland");
        assertThat(deployment().items()).containsKeys("PLANS orders", "SERVICE#orders PLAN#000001");
    }

    @Test
    @Order(2)
    void anRdsEventOnASitesTopicBecomesAVoteInTheControlRegionsTable() throws IOException {
        JsonNode sample = new ObjectMapper().readTree(sample("rds-storage-full.sns.json"));
        aws().client(SnsClient.builder(), IRELAND.region())
                .publish(publish -> publish.topicArn(deployment().resource(IRELAND, "RdsEventsTopic"))
                        .message(sample.at("/Records/0/Sns/Message").asText()));

        assertThat(vote("rds-events")).contains("\"DOWN\"");
    }

    @Test
    @Order(3)
    void anAlarmThatChangesBecomesAVoteInTheControlRegionsTable() {
        CloudWatchClient cloudWatch = aws().client(CloudWatchClient.builder(), IRELAND.region());
        cloudWatch.putMetricAlarm(alarm -> alarm.alarmName("orders-connections")
                .namespace("AWS/RDS")
                .metricName("DatabaseConnections")
                .statistic(Statistic.MINIMUM)
                .period(60)
                .evaluationPeriods(1)
                .threshold(1.0)
                .comparisonOperator(ComparisonOperator.LESS_THAN_THRESHOLD)
                .alarmActions(deployment().output(IRELAND, "AlarmsTopicArn")));
        cloudWatch.setAlarmState(state -> state.alarmName("orders-connections")
                .stateValue(StateValue.ALARM)
                .stateReason("a test"));

        assertThat(vote("connections")).contains("\"DOWN\"");
    }

    /** No emulator lets a caller put an event in RDS's name, as AWS does not: so the rule is asked, and then its target is. */
    @Test
    @Order(4)
    void anRdsEventOnTheBusWouldReachTheSubscriberWhichKnowsWhatToDoWithIt() throws IOException {
        EventBridgeClient bus = aws().client(EventBridgeClient.builder(), IRELAND.region());
        String event = sample("rds-multi-az-failover-started.eventbridge.json");
        List<Rule> rules = bus.listRules(list -> {}).rules().stream()
                .filter(rule -> bus.testEventPattern(
                                test -> test.eventPattern(rule.eventPattern()).event(event))
                        .result())
                .toList();
        List<Target> targets = bus.listTargetsByRule(
                        list -> list.rule(rules.getFirst().name()))
                .targets();

        assertThat(rules).hasSize(1);
        assertThat(targets)
                .extracting(Target::arn)
                .singleElement()
                .satisfies(arn ->
                        assertThat(arn).contains(":function:" + deployment().resource(IRELAND, "RdsEventSubscriber")));

        aws().client(LambdaClient.builder(), IRELAND.region())
                .invoke(invoke -> invoke.functionName(targets.getFirst().arn())
                        .invocationType(InvocationType.EVENT)
                        .payload(SdkBytes.fromUtf8String(event)));

        assertThat(Eventually.see(
                        "the repair is in the record",
                        () -> deployment()
                                .item("RECORD")
                                .filter(record -> record.contains("\"repairs\":{\"ireland\""))))
                .contains("failover");
    }

    @Test
    @Order(5)
    void theMinutesTickMakesTheOrchestratorDecide() {
        String decision = Eventually.see("a decision", () -> deployment().item("DECISION#"));

        assertThat(decision).contains("\"votes\"");
    }

    @Test
    @Order(6)
    void deployingAgainWithAChangeChangesTheFunctionAndHarmsNoRecord() {
        var before = deployment().items().keySet();
        deployment().deploy(Deployment.CONTROL, Map.of("Role", "control", "FleetLimit", "7"));

        assertThat(aws().client(LambdaClient.builder(), Deployment.CONTROL.region())
                        .getFunctionConfiguration(get ->
                                get.functionName(deployment().output(Deployment.CONTROL, "OrchestratorFunctionName")))
                        .environment()
                        .variables())
                .as("what the alias leads to")
                .containsEntry("FLEET_LIMIT", "7");
        assertThat(deployment().items().keySet()).containsAll(before);
        JsonNode status = deployment().command(Map.of("command", "status", "service", "orders", "by", "a test"));
        assertThat(status.path("active").asText()).isEqualTo("ireland");
    }

    @Test
    @Order(7)
    void deletingLeavesTheTableWithItsRecordsAndNothingElse() {
        var before = deployment().items().keySet();
        Deployment.SITES.forEach(deployment().sam::delete);
        deployment().sam.delete(Deployment.CONTROL);

        Remains remains = new Remains(aws());
        assertThat(remains.in(Deployment.CONTROL.region()))
                .containsExactly("table " + deployment().resource(Deployment.CONTROL, "Table"));
        // The alarm is the test's own.
        assertThat(remains.in(IRELAND.region())).containsExactly("alarm orders-connections");
        assertThat(remains.in(Deployment.SITES.getLast().region())).isEmpty();
        assertThat(remains.roles()).isEmpty();
        assertThat(deployment().items().keySet()).containsAll(before);
    }

    private Deployment deployment() {
        return deployed.orElseThrow();
    }

    private MiniStack aws() {
        return started.orElseThrow();
    }

    private String vote(String observer) {
        return Eventually.see("the vote of " + observer, () -> deployment().vote(observer));
    }

    /** A sample event as if it happened now. */
    private static String sample(String name) throws IOException {
        String now = Instant.now().truncatedTo(ChronoUnit.MILLIS).toString();
        return Files.readString(Tools.PROJECT.resolve("events").resolve(name))
                .replaceAll("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z", now)
                .replaceAll(
                        "\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d\\.\\d+",
                        now.replace('T', ' ').replace("Z", ""));
    }
}
