// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.tests.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autofailover.drill.dns.DnsServer;
import dev.autofailover.message.RecordJson;
import dev.autofailover.record.ServiceRecord;
import dev.autofailover.run.Run;
import dev.autofailover.run.Step;
import dev.autofailover.run.StepKind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.MetricDatum;
import software.amazon.awssdk.services.cloudwatch.model.StandardUnit;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * A failover by what is deployed: the checkers see the writer's server die, their votes reach the orchestrator, and MiniStack does what it
 * is asked. What stands in: {@link GlobalDatabase} for the servers of Aurora's clusters, {@link HostedZone} for name servers, and a lag
 * that this test measured.
 */
class FailoverTest {
    private static final String CONTROL = Deployment.CONTROL.region();

    @Test
    void theDeployedFunctionsSeeTheWriterDieAndMoveTheServiceAndItsRecord(@TempDir Path folder) throws IOException {
        Path hosts = folder.resolve("hosts");
        Map<String, String> variables = Map.of(
                "JAVA_TOOL_OPTIONS",
                "-Djdk.net.hosts.file=" + hosts,
                // With a Docker it would start servers of its own.
                "DOCKER_HOST",
                "unix:///dev/null");
        try (MiniStack aws = MiniStack.start(folder, false, variables);
                GlobalDatabase database = GlobalDatabase.start(aws)) {
            HostedZone zone = HostedZone.leadingTo(GlobalDatabase.IRELAND, aws);
            zone.writeHosts(hosts, database.addresses());
            try (DnsServer dns = DnsServer.start(zone)) {
                Deployment deployment = Deployment.on(
                        aws,
                        folder,
                        Map.of("DnsServer", "127.0.0.1:" + dns.address().getPort()));
                Heard heard = Heard.of(deployment);
                apply(deployment, database, zone);
                seeHealthy(deployment, "from-stockholm");
                seeHealthy(deployment, "from-frankfurt");
                Watch watch = new Watch(deployment, () -> {
                    database.follow();
                    zone.writeHosts(hosts, database.addresses());
                });

                database.killWriter();
                watch.run("the run has begun", run -> true);
                watch.run("the standby is the writer", run -> isDone(run, StepKind.PROMOTE));
                watch.run("the run is over", run -> !run.isUnderWay());

                check(record(deployment).orElseThrow());
                check(zone);
                assertThat(database.writer())
                        .isEqualTo("arn:aws:rds:eu-central-1:" + MiniStack.ACCOUNT + ":cluster:orders-frankfurt");
                assertThat(database.securityGroupsOfIreland()).containsExactly("sg-0isolatedireland");
                assertThat(Eventually.see("the end is told", heard::end))
                        .anySatisfy(message -> assertThat(message).contains("orders: started"));
            }
        }
    }

    private static void apply(Deployment deployment, GlobalDatabase database, HostedZone zone) {
        String account = MiniStack.ACCOUNT;
        String function = ":" + account + ":function:autofailover-database-health-checker";
        deployment.apply(
                "plans/orders-aurora.yaml",
                Map.of(
                        "orders-ireland.cluster-c1a2b3.eu-west-1.rds.amazonaws.com",
                        GlobalDatabase.IRELAND,
                        "orders-frankfurt.cluster-d4e5f6.eu-central-1.rds.amazonaws.com",
                        GlobalDatabase.FRANKFURT,
                        "arn:aws:lambda:eu-west-1" + function,
                        deployment.output(Deployment.SITES.getFirst(), "CheckerArn"),
                        "arn:aws:lambda:eu-central-1" + function,
                        deployment.output(Deployment.SITES.getLast(), "CheckerArn"),
                        "kind: aurora-global",
                        "kind: aurora-global\n  port: " + database.port(),
                        "arn:aws:secretsmanager:eu-west-1:" + account + ":secret:orders-checker-AbCdEf",
                        database.secret(),
                        "Z0123456789EXAMPLE",
                        zone.id(),
                        "arn:aws:sns:eu-north-1:" + account + ":autofailover-notifications",
                        deployment.output(Deployment.CONTROL, "NotificationsTopicArn")));
    }

    /** Lag is measured all the while: what counts is the last sample before the last check that found all well. */
    private static void seeHealthy(Deployment deployment, String observer) {
        Eventually.see(observer + " finds Ireland healthy", () -> {
            publishLag(deployment.aws);
            return deployment.vote(observer).filter(vote -> vote.contains("\"HEALTHY\""));
        });
    }

    /** MiniStack measures none, and takes a time for none: the sample is of now. */
    private static void publishLag(MiniStack aws) {
        MetricDatum lag = MetricDatum.builder()
                .metricName("AuroraGlobalDBRPOLag")
                .dimensions(Dimension.builder()
                        .name("DBClusterIdentifier")
                        .value("orders-frankfurt")
                        .build())
                .unit(StandardUnit.MILLISECONDS)
                .value(400.0)
                .build();
        aws.client(CloudWatchClient.builder(), "eu-central-1")
                .putMetricData(put -> put.namespace("AWS/RDS").metricData(lag));
    }

    private static Optional<ServiceRecord> record(Deployment deployment) {
        return deployment.item("RECORD").map(RecordJson::parse);
    }

    private static void check(ServiceRecord record) {
        Run run = record.run().orElseThrow();
        assertThat(run.phase()).as("%s", run).isEqualTo(Run.Phase.DONE);
        assertThat(run.kind()).isEqualTo(Run.Kind.FAILOVER);
        assertThat(run.by()).as("nobody ordered it").isEmpty();
        assertThat(run.steps()).extracting(Step::state).containsOnly(Step.State.DONE);
        assertThat(record.active()).isEqualTo("frankfurt");
        assertThat(record.generation()).isEqualTo(1);
    }

    private static void check(HostedZone zone) {
        assertThat(zone.value(HostedZone.NAME, "CNAME")).contains(GlobalDatabase.FRANKFURT);
        assertThat(zone.value("_autofailover." + HostedZone.NAME, "TXT"))
                .contains("\"service=orders generation=1 site=frankfurt\"");
    }

    private static boolean isDone(Run run, StepKind kind) {
        return run.step(kind).filter(step -> step.state() == Step.State.DONE).isPresent();
    }

    /** Looks at the run, and lets the stand-ins do their part meanwhile. */
    private record Watch(Deployment deployment, Runnable standIns) {
        void run(String what, Predicate<Run> enough) {
            Eventually.see(what, () -> {
                standIns.run();
                return record(deployment).flatMap(ServiceRecord::run).filter(enough);
            });
        }
    }

    /** What came to the topic of notifications. */
    private record Heard(SqsClient sqs, String queue, List<String> messages) {
        static Heard of(Deployment deployment) {
            SqsClient sqs = deployment.aws.client(SqsClient.builder(), CONTROL);
            String queue =
                    sqs.createQueue(create -> create.queueName("on-call")).queueUrl();
            deployment
                    .aws
                    .client(SnsClient.builder(), CONTROL)
                    .subscribe(subscribe -> subscribe
                            .topicArn(deployment.output(Deployment.CONTROL, "NotificationsTopicArn"))
                            .protocol("sqs")
                            .endpoint("arn:aws:sqs:" + CONTROL + ":" + MiniStack.ACCOUNT + ":on-call"));
            return new Heard(sqs, queue, new ArrayList<>());
        }

        void listen() {
            sqs.receiveMessage(receive -> receive.queueUrl(queue).maxNumberOfMessages(10))
                    .messages()
                    .forEach(message -> {
                        messages.add(message.body());
                        sqs.deleteMessage(delete -> delete.queueUrl(queue).receiptHandle(message.receiptHandle()));
                    });
        }

        Optional<List<String>> end() {
            listen();
            return messages.stream().anyMatch(message -> message.contains("orders: done"))
                    ? Optional.of(messages)
                    : Optional.empty();
        }
    }
}
