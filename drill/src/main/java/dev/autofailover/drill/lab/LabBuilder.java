// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.drill.lab;

import dev.autofailover.drill.dns.DnsServer;
import dev.autofailover.drill.dns.LabNames;
import dev.autofailover.plan.InvalidPlan;
import dev.autofailover.plan.Plan;
import dev.autofailover.plan.PlanParser;
import dev.autofailover.simulated.AwsHttpServer;
import dev.autofailover.simulated.cloudwatch.SampledMetric;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Builds a lab: the databases and their names, AWS around them from the template, the plan, and last the schedules. */
public final class LabBuilder {
    private static final List<String> SITES = List.of(Lab.IRELAND, Lab.FRANKFURT);

    private final LabOptions options;
    private final LabPlan plan;
    private final Closing closing = new Closing();

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
        nameEndpoints();
        LabAws aws = LabAws.start(options.pace());
        closing.add(aws.time());
        LabDatabases databases = LabDatabases.start(sites(), regions(), closing);
        DnsServer dns = names(aws, databases);
        LabStacks stacks = deployed(aws, dns);
        Premises premises = new Premises(aws, plan, databases);
        premises.prepare();
        Plan parsed = parsed();
        SampledMetric lag = premises.addInstances(parsed);
        AwsHttpServer server = closing.add(aws.aws().serve());
        Lab lab = new Lab(new Lab.Parts(
                aws,
                databases,
                parsed,
                table(aws),
                dns,
                server.uri(),
                lag,
                stacks.output(control(), "OrchestratorFunctionName"),
                closing));
        applyPlan(lab);
        stacks.startSchedules();
        return lab;
    }

    private String control() {
        return plan.at("/control");
    }

    private String region(String site) {
        return plan.at("/sites/" + site + "/region");
    }

    private String endpoint(String site) {
        return plan.at("/sites/" + site + "/endpoint");
    }

    /** Names as RDS gives them, with a part of this lab's own, so that two labs in one JVM don't meet. */
    private void nameEndpoints() {
        String own = Long.toString(RandomGenerator.getDefault().nextLong(1L << 40, 1L << 41), 36);
        for (String site : SITES) {
            plan.endpoint(site, "orders-" + site + ".c" + own + "." + region(site) + ".rds.amazonaws.com");
        }
    }

    private List<LabDatabases.NewSite> sites() {
        return SITES.stream()
                .map(site -> new LabDatabases.NewSite(site, endpoint(site), plan.at("/sites/" + site + "/isolation")))
                .toList();
    }

    private List<String> regions() {
        return Stream.concat(Stream.of(control()), SITES.stream().map(this::region))
                .distinct()
                .toList();
    }

    private DnsServer names(LabAws aws, LabDatabases databases) throws IOException {
        Map<String, SiteNetwork> networks = new LinkedHashMap<>();
        databases.bySite().forEach((site, database) -> networks.put(endpoint(site), database.network()));
        LabZone zone = new LabZone(aws.route53(), networks);
        closing.add(LabNames.register(zone));
        return closing.add(DnsServer.start(zone));
    }

    private LabStacks deployed(LabAws aws, DnsServer dns) throws IOException {
        LabStacks stacks = new LabStacks(aws, options.root().resolve("template.yaml"));
        stacks.deployControl(control(), dns.address());
        for (String site : SITES) {
            stacks.deploySite(region(site), control());
            plan.checker(site, stacks.output(region(site), "CheckerArn"));
        }
        plan.notify(stacks.output(control(), "NotificationsTopicArn"));
        return stacks;
    }

    private Plan parsed() throws IOException {
        try {
            return PlanParser.parse(plan.text());
        } catch (InvalidPlan e) {
            throw new IllegalStateException("plans/orders.yaml is no plan any more: " + e.getMessage(), e);
        }
    }

    private ControlTable table(LabAws aws) {
        String control = control();
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
                new ControlTable.Names(plan.at("/service"), LabStacks.NAME + "-Table", inbox));
    }

    private void applyPlan(Lab lab) throws IOException {
        Map<String, Object> answer = lab.order(Map.of("command", "apply-plan", "plan", plan.text(), "by", "lab"));
        if (!Boolean.TRUE.equals(answer.get("accepted"))) {
            throw new IllegalStateException("the orchestrator refused the lab's plan: " + answer);
        }
    }
}
