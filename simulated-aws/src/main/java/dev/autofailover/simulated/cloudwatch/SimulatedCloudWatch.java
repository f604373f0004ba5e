// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.simulated.cloudwatch;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.autofailover.simulated.Answer;
import dev.autofailover.simulated.AwsError;
import dev.autofailover.simulated.Call;
import dev.autofailover.simulated.Functions;
import dev.autofailover.simulated.QueryProtocol;
import dev.autofailover.simulated.ServiceEvents;
import dev.autofailover.simulated.SimulatedService;
import dev.autofailover.simulated.SimulatedTime;
import dev.autofailover.simulated.Topics;
import java.time.Duration;
import java.util.OptionalDouble;
import java.util.function.Supplier;

/**
 * Amazon CloudWatch. Metrics come from PutMetricData, {@link #sample} or {@link #record}; alarms are not evaluated, their
 * state is set by SetAlarmState or {@link #setAlarmState}, and each change announced.
 */
public final class SimulatedCloudWatch implements SimulatedService {
    private final SimulatedTime time;
    private final MetricStore store = new MetricStore();
    private final MetricOperations metrics;
    private final AlarmOperations alarms;

    /** A CloudWatch without metrics and alarms. */
    public SimulatedCloudWatch(
            SimulatedTime time, CloudWatchTiming timing, Topics topics, ServiceEvents bus, Functions functions) {
        this.time = time;
        this.metrics = new MetricOperations(time, store);
        this.alarms = new AlarmOperations(time, timing, new AlarmAnnouncer(topics, bus, functions));
    }

    @Override
    public String name() {
        return "monitoring";
    }

    @Override
    public String operation(Call call) {
        return Wire.of(call).operation(Wire.unpacked(call));
    }

    @Override
    public Answer answer(Call call) {
        Wire wire = Wire.of(call);
        try {
            Call unpacked = Wire.unpacked(call);
            String operation = wire.operation(unpacked);
            return wire.answer(operation, output(operation, call.region(), wire.input(unpacked)));
        } catch (AwsError error) {
            if (wire instanceof QueryWire) {
                throw error;
            }
            return wire.error(error);
        }
    }

    private ObjectNode output(String operation, String region, ObjectNode input) {
        return switch (operation) {
            case "PutMetricData" -> metrics.put(region, input);
            case "GetMetricData" -> metrics.data(region, input);
            case "GetMetricStatistics" -> metrics.statistics(region, input);
            case "PutMetricAlarm" -> alarms.put(region, input);
            case "PutCompositeAlarm" -> alarms.putComposite(region, input);
            case "DescribeAlarms" -> alarms.describe(region, input);
            case "SetAlarmState" -> alarms.setState(region, input);
            default -> throw QueryProtocol.unknown(operation);
        };
    }

    @Override
    public Answer answer(AwsError error) {
        return new QueryWire().error(error);
    }

    /**
     * Samples a resource's metric from now on, in seconds.
     *
     * @param every one minute on AWS for RDS's metrics
     * @param source the value now, or nothing when there is no sample
     */
    public SampledMetric sample(Metric metric, Duration every, Supplier<OptionalDouble> source) {
        SampledMetric sampled = new SampledMetric(time, store, metric, every, source);
        sampled.take();
        return sampled;
    }

    /** Records one value now. */
    public void record(Metric metric, double value) {
        store.put(metric, time.instant(), Statistics.of(value, 1), "None");
    }

    /**
     * Sets an alarm's state, as SetAlarmState does.
     *
     * @param value OK, ALARM or INSUFFICIENT_DATA
     * @throws AwsError ResourceNotFound
     */
    public void setAlarmState(String region, String name, String value, String reason) {
        alarms.setState(region, name, value, reason);
    }
}
