// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.orchestrator.rds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.autofailover.decision.LagSample;
import dev.autofailover.orchestrator.aws.Regional;
import dev.autofailover.plan.InvalidPlan;
import dev.autofailover.plan.Plan;
import dev.autofailover.plan.PlanParser;
import dev.autofailover.simulated.AwsTiming;
import dev.autofailover.simulated.Caller;
import dev.autofailover.simulated.Effect;
import dev.autofailover.simulated.Scope;
import dev.autofailover.simulated.SimulatedAws;
import dev.autofailover.simulated.VirtualTime;
import dev.autofailover.simulated.cloudwatch.CloudWatchTiming;
import dev.autofailover.simulated.cloudwatch.Metric;
import dev.autofailover.simulated.cloudwatch.SimulatedCloudWatch;
import dev.autofailover.simulated.events.SimulatedEventBridge;
import dev.autofailover.simulated.lambda.SimulatedLambda;
import dev.autofailover.simulated.sns.SimulatedSns;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;

/** What is known of a standby's lag from CloudWatch: its samples, each with the time from which it counts. */
class ReplicaLagTest {
    private static final Instant TEN = Instant.parse("2026-11-21T10:00:00Z");
    private static final String FRANKFURT = "eu-central-1";
    private static final Metric REPLICA = Metric.replicaLag(FRANKFURT, "orders-replica");
    private static final Scope READING = Scope.service("monitoring").operation("GetMetricData");

    private final VirtualTime time = new VirtualTime(TEN);
    private final SimulatedAws aws = new SimulatedAws(time);
    private final SimulatedCloudWatch cloudWatch = new SimulatedCloudWatch(
            time,
            CloudWatchTiming.quick(),
            new SimulatedSns(aws, AwsTiming.quick()),
            new SimulatedEventBridge(aws, AwsTiming.quick()),
            new SimulatedLambda(aws, AwsTiming.quick()));
    private final ReplicaLag lag = new ReplicaLag(
            new Regional<>(region -> CloudWatchClient.builder()
                    .region(region)
                    .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
                    .httpClient(aws.httpClient(Caller.outside("test")))
                    .overrideConfiguration(each -> each.retryStrategy(retry -> retry.maxAttempts(1)))
                    .build()),
            time);

    @BeforeEach
    void open() {
        aws.with(cloudWatch);
    }

    @AfterEach
    void close() {
        time.close();
    }

    @Test
    void aSampleOfAMinuteCountsFromTheEndOfItsMinuteForNobodyKnowsWhenInItItWasTaken() {
        cloudWatch.record(REPLICA, 2.5);
        time.advance(Duration.ofMinutes(1));
        cloudWatch.record(REPLICA, 3);

        assertThat(samples("orders.yaml"))
                .containsExactly(new LagSample(TEN.plusSeconds(120), 3), new LagSample(TEN.plusSeconds(60), 2.5));
    }

    @Test
    void ofSamplesWithinAMinuteOneThatLiesExactlyOnTheMinuteCountsFromItsOwnTimeToo() {
        cloudWatch.record(REPLICA, 1);
        time.advance(Duration.ofSeconds(5));
        cloudWatch.record(REPLICA, 2);

        assertThat(samples("orders.yaml")).containsExactly(new LagSample(TEN.plusSeconds(5), 2), new LagSample(TEN, 1));
    }

    @Test
    void minusOneIsKeptForItMeansNotReplicatingAndIsNotZero() {
        cloudWatch.record(REPLICA, -1);

        assertThat(samples("orders.yaml")).extracting(LagSample::seconds).containsExactly(-1.0);
    }

    @Test
    void whatIsNotThereIsNoSample() {
        assertThat(samples("orders.yaml")).isEmpty();
    }

    @Test
    void aStaleSampleIsReadAsLongAsAnOutageThatBeganThenMayBeDecidedOnAndNoLonger() {
        cloudWatch.record(REPLICA, 2);
        time.advance(Duration.ofMinutes(17));
        assertThat(samples("orders.yaml"))
                .as("15 minutes of outage, and 3 minutes before it that count as fresh")
                .hasSize(1);

        time.advance(Duration.ofMinutes(2));
        assertThat(samples("orders.yaml")).isEmpty();
    }

    @Test
    void theLagOfAnAuroraSecondaryComesInMillisecondsUnderEitherSetOfDimensions() {
        cloudWatch.record(Metric.globalLag(FRANKFURT, "orders-frankfurt", "eu-west-1"), 1_500);

        assertThat(samples("orders-aurora.yaml")).extracting(LagSample::seconds).containsExactly(1.5);
    }

    @Test
    void whereCloudWatchRefusesSecondsMinutesAreAskedFor() {
        cloudWatch.record(REPLICA, 2);
        aws.faults().begin(READING, new Effect.Answers(400, "InvalidParameterValue"), 1);

        assertThat(samples("orders.yaml")).containsExactly(new LagSample(TEN.plusSeconds(60), 2));
    }

    @Test
    void whatCanNotBeReadIsNothingToWhoDecidesAndAnErrorToWhoWantsToKnowWhy() {
        cloudWatch.record(REPLICA, 2);
        aws.faults().begin(READING, new Effect.Answers(403, "AccessDenied"));

        assertThat(samples("orders.yaml")).isEmpty();
        Plan plan = plan("orders.yaml");
        assertThatThrownBy(() -> lag.read(plan, plan.site("frankfurt"))).isInstanceOf(SdkException.class);
    }

    private List<LagSample> samples(String file) {
        Plan plan = plan(file);
        return lag.samples(plan, plan.site("frankfurt"));
    }

    private static Plan plan(String file) {
        try {
            return PlanParser.parse(Files.readString(Path.of("../../plans").resolve(file)));
        } catch (IOException | InvalidPlan e) {
            throw new IllegalStateException(e);
        }
    }
}
