// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.orchestrator.cloudwatch;

import dev.autofailover.orchestrator.aws.AwsFault;
import dev.autofailover.orchestrator.aws.Regional;
import dev.autofailover.orchestrator.aws.Silence;
import dev.autofailover.orchestrator.observe.Alarms;
import dev.autofailover.plan.Arn;
import dev.autofailover.plan.Observer;
import dev.autofailover.vote.AlarmOpinion;
import dev.autofailover.vote.SiteVote;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.AlarmType;
import software.amazon.awssdk.services.cloudwatch.model.CompositeAlarm;
import software.amazon.awssdk.services.cloudwatch.model.DescribeAlarmsResponse;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;

/** Alarms as CloudWatch describes them, each in its own Region. */
public final class AlarmStates implements Alarms {
    private static final Logger LOG = LoggerFactory.getLogger(AlarmStates.class);

    private final Regional<CloudWatchClient> clients;
    private final Silence silence;

    public AlarmStates(Regional<CloudWatchClient> clients, InstantSource clock) {
        this.clients = clients;
        this.silence = new Silence(clock);
    }

    @Override
    public Optional<SiteVote> ask(Observer.Alarm alarm, Instant now) {
        Arn arn = Arn.parse(alarm.arn()).orElseThrow(() -> new IllegalArgumentException("no ARN: " + alarm.arn()));
        if (silence.of(arn.region())) {
            return Optional.empty();
        }
        try {
            DescribeAlarmsResponse found = clients.in(arn.region())
                    .describeAlarms(describe -> describe.alarmNames(arn.name())
                            .alarmTypes(AlarmType.METRIC_ALARM, AlarmType.COMPOSITE_ALARM));
            Optional<SiteVote> vote = found.metricAlarms().stream()
                    .flatMap(metric -> vote(alarm, metric, now).stream())
                    .findFirst()
                    .or(() -> found.compositeAlarms().stream()
                            .flatMap(composite -> vote(alarm, composite, now).stream())
                            .findFirst());
            if (found.metricAlarms().isEmpty() && found.compositeAlarms().isEmpty()) {
                LOG.error("the plan's alarm {} is not there", alarm.arn());
            }
            return vote;
        } catch (SdkException failure) {
            AwsFault fault = AwsFault.of("cloudwatch:DescribeAlarms", arn.region(), failure);
            if (fault instanceof AwsFault.Silent) {
                silence.fell(arn.region());
            }
            LOG.warn("{}", fault.text());
            return Optional.empty();
        }
    }

    private static Optional<SiteVote> vote(Observer.Alarm alarm, MetricAlarm metric, Instant now) {
        Optional<Instant> since = Optional.ofNullable(metric.stateTransitionedTimestamp())
                .or(() -> Optional.ofNullable(metric.stateUpdatedTimestamp()));
        return vote(alarm, metric.stateValueAsString(), since, metric.stateReason(), now);
    }

    private static Optional<SiteVote> vote(Observer.Alarm alarm, CompositeAlarm composite, Instant now) {
        if (composite.actionsSuppressedBy() != null) {
            LOG.info("{} is suppressed by {} and does not vote", alarm.arn(), composite.actionsSuppressedByAsString());
            return Optional.empty();
        }
        Optional<Instant> since = Optional.ofNullable(composite.stateTransitionedTimestamp())
                .or(() -> Optional.ofNullable(composite.stateUpdatedTimestamp()));
        return vote(alarm, composite.stateValueAsString(), since, composite.stateReason(), now);
    }

    private static Optional<SiteVote> vote(
            Observer.Alarm alarm, String state, Optional<Instant> since, String reason, Instant now) {
        Instant from = since.filter(at -> !at.isAfter(now)).orElse(now);
        return AlarmOpinion.of(state)
                .map(opinion -> new SiteVote(
                        alarm.name(),
                        alarm.site(),
                        opinion,
                        now,
                        from,
                        "asked: the alarm is in " + state + ": " + reason,
                        Map.of("state", state)));
    }
}
