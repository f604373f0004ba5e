// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.simulated.cloudwatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.autofailover.simulated.CapturedSends;
import dev.autofailover.simulated.Clients;
import dev.autofailover.simulated.SimulatedAws;
import dev.autofailover.simulated.VirtualTime;
import dev.autofailover.simulated.rds.ModelDatabase;
import dev.autofailover.simulated.rds.NewInstance;
import dev.autofailover.simulated.rds.RdsTiming;
import dev.autofailover.simulated.rds.SimulatedRds;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.CloudWatchException;
import software.amazon.awssdk.services.cloudwatch.model.Datapoint;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataQuery;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataResult;
import software.amazon.awssdk.services.cloudwatch.model.MetricDatum;
import software.amazon.awssdk.services.cloudwatch.model.ScanBy;
import software.amazon.awssdk.services.cloudwatch.model.Statistic;
import software.amazon.awssdk.services.cloudwatch.model.StatusCode;

class CloudWatchMetricsTest {
    private static final Instant START = Instant.parse("2026-11-21T10:00:00Z");
    private static final Dimension REPLICA = Dimension.builder()
            .name("DBInstanceIdentifier")
            .value("orders-replica")
            .build();

    private final VirtualTime time = new VirtualTime(START);
    private final CapturedSends sends = new CapturedSends();
    private final SimulatedCloudWatch cloudWatch =
            new SimulatedCloudWatch(time, CloudWatchTiming.quick(), sends, sends, sends);
    private final SimulatedAws aws = new SimulatedAws(time).with(cloudWatch);
    private final CloudWatchClient frankfurt = Clients.of(CloudWatchClient.builder(), aws, "eu-central-1");

    @AfterEach
    void end() {
        time.close();
    }

    private MetricDataResult lag(String stat) {
        MetricDataQuery query = MetricDataQuery.builder()
                .id("lag")
                .metricStat(metric -> metric.metric(named -> named.namespace("AWS/RDS")
                                .metricName("ReplicaLag")
                                .dimensions(REPLICA))
                        .period(60)
                        .stat(stat))
                .build();
        return frankfurt
                .getMetricData(request -> request.metricDataQueries(query)
                        .startTime(time.instant().minus(Duration.ofMinutes(10)))
                        .endTime(time.instant().plusSeconds(1))
                        .scanBy(ScanBy.TIMESTAMP_DESCENDING))
                .metricDataResults()
                .getFirst();
    }

    private SampledMetric sampled(ModelDatabase primary, ModelDatabase replica) {
        SimulatedRds rds = new SimulatedRds(time, RdsTiming.quick(), sends, sends);
        String source = rds.addInstance(NewInstance.postgres("eu-west-1", "orders"), primary);
        rds.addInstance(NewInstance.postgres("eu-central-1", "orders-replica").replicaOf(source), replica);
        return cloudWatch.sample(
                Metric.replicaLag("eu-central-1", "orders-replica"),
                Duration.ofMinutes(1),
                rds.replicaLag("eu-central-1", "orders-replica"));
    }

    @Test
    void aReplicasLagIsSampledEachMinuteNewestFirst() {
        ModelDatabase primary = ModelDatabase.primary(time, Set.of());
        ModelDatabase replica = primary.replica(Duration.ofMillis(10));
        primary.write(ModelDatabase.Client.APPLICATION, "a row");
        time.advance(Duration.ofSeconds(30));
        sampled(primary, replica);
        time.advance(Duration.ofMinutes(2));

        MetricDataResult result = lag("Average");

        assertThat(result.statusCode()).isEqualTo(StatusCode.COMPLETE);
        assertThat(result.timestamps()).containsExactly(START.plusSeconds(120), START.plusSeconds(60), START);
        assertThat(result.values()).containsExactly(150.0, 90.0, 30.0);
    }

    @Test
    void samplesCanBeMissingFalseOrMinusOne() {
        ModelDatabase primary = ModelDatabase.primary(time, Set.of());
        ModelDatabase replica = primary.replica(Duration.ZERO);
        primary.write(ModelDatabase.Client.APPLICATION, "a row");
        SampledMetric metric = sampled(primary, replica);
        metric.withhold(true);
        time.advance(Duration.ofMinutes(1));
        assertThat(lag("Maximum").timestamps()).containsExactly(START);

        metric.withhold(false);
        metric.pretend(OptionalDouble.of(7));
        time.advance(Duration.ofMinutes(1));
        assertThat(lag("Maximum").values()).containsExactly(7.0, 0.0);

        metric.pretend(OptionalDouble.empty());
        primary.stopImmediately();
        time.advance(Duration.ofMinutes(1));
        assertThat(lag("Maximum").values().getFirst()).isEqualTo(-1.0);

        replica.stopImmediately();
        time.advance(Duration.ofMinutes(1));
        assertThat(lag("Maximum").timestamps().getFirst()).isEqualTo(START.plusSeconds(180));
    }

    @Test
    void aMetricWithoutDataIsCompleteAndEmpty() {
        MetricDataResult result = lag("Average");

        assertThat(result.statusCode()).isEqualTo(StatusCode.COMPLETE);
        assertThat(result.values()).isEmpty();
    }

    @Test
    void putDataAreReadBackAsStatisticsAlsoWhenThereAreSoManyThatTheRequestIsCompressed() {
        List<MetricDatum> data = IntStream.rangeClosed(1, 300)
                .mapToObj(value -> MetricDatum.builder()
                        .metricName("ProbeLatency")
                        .dimensions(Dimension.builder()
                                .name("Table")
                                .value("orders")
                                .build())
                        .timestamp(START)
                        .value((double) value)
                        .build())
                .toList();
        frankfurt.putMetricData(request -> request.namespace("Autofailover").metricData(data));

        Datapoint point = frankfurt
                .getMetricStatistics(request -> request.namespace("Autofailover")
                        .metricName("ProbeLatency")
                        .dimensions(Dimension.builder()
                                .name("Table")
                                .value("orders")
                                .build())
                        .startTime(START)
                        .endTime(START.plusSeconds(60))
                        .period(60)
                        .statistics(Statistic.AVERAGE, Statistic.MAXIMUM, Statistic.SAMPLE_COUNT))
                .datapoints()
                .getFirst();
        assertThat(point.average()).isEqualTo(150.5);
        assertThat(point.maximum()).isEqualTo(300.0);
        assertThat(point.sampleCount()).isEqualTo(300.0);
        assertThat(point.minimum()).isNull();
        assertThat(aws.recording().calls().getFirst().request().headers()).containsKey("content-encoding");
    }

    @Test
    void whatIsNotSimulatedIsRefusedLoudly() {
        assertThatThrownBy(() -> lag("p99")).hasMessageContaining("p99");
        MetricDataQuery math =
                MetricDataQuery.builder().id("e").expression("m1 * 2").build();
        assertThatThrownBy(() -> frankfurt.getMetricData(request ->
                        request.metricDataQueries(math).startTime(START).endTime(START.plusSeconds(60))))
                .hasMessageContaining("Expression");
        assertThatThrownBy(() -> frankfurt.listMetrics())
                .isInstanceOfSatisfying(
                        CloudWatchException.class,
                        error -> assertThat(error.awsErrorDetails().errorCode()).isEqualTo("InvalidAction"));
        assertThatThrownBy(() -> frankfurt.putMetricData(request -> request.namespace("AWS/RDS")
                        .metricData(
                                MetricDatum.builder().metricName("m").value(1.0).build())))
                .hasMessageContaining("Namespace");
    }
}
