// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.orchestrator.rds;

import dev.autofailover.decision.LagSample;
import dev.autofailover.orchestrator.aws.AwsFault;
import dev.autofailover.orchestrator.aws.Regional;
import dev.autofailover.plan.Plan;
import dev.autofailover.plan.Policy;
import dev.autofailover.plan.Site;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataResult;
import software.amazon.awssdk.services.cloudwatch.model.ScanBy;

/**
 * The samples of a standby's lag, from CloudWatch in the standby's own Region.
 *
 * <p>RDS publishes one sample a minute, under the time at which its minute began. Within that minute nobody can tell whether it was taken
 * before or after an outage's start, and the lag of a PostgreSQL replica grows from then on. So such a sample counts from the end of
 * its minute. Where samples come under times within a minute, each counts from its own time.
 */
public final class ReplicaLag {
    private static final Logger LOG = LoggerFactory.getLogger(ReplicaLag.class);

    /** The finest that CloudWatch keeps, for metrics that are published so. */
    private static final int FINEST_SECONDS = 1;

    private static final int MINUTE_SECONDS = 60;
    /** How far back an outage that is being decided on may have begun. */
    private static final Duration OUTAGE = Duration.ofMinutes(15);

    private final Regional<CloudWatchClient> clients;
    private final InstantSource clock;

    public ReplicaLag(Regional<CloudWatchClient> clients, InstantSource clock) {
        this.clients = clients;
        this.clock = clock;
    }

    /**
     * What was measured lately, newest first, −1 kept as it is; nothing when it can't be read: unknown is for the decision to judge.
     */
    List<LagSample> samples(Plan plan, Site site) {
        try {
            return read(plan, site);
        } catch (SdkException failure) {
            LOG.warn("{}", fault(site, failure).text());
            return List.of();
        }
    }

    /**
     * The same, for who wants to know why it can't be read.
     *
     * @throws SdkException when it can't
     */
    public List<LagSample> read(Plan plan, Site site) {
        LagMetric metric = LagMetric.of(plan, site);
        try {
            return samples(site, metric, plan.policy(), FINEST_SECONDS);
        } catch (SdkException failure) {
            // For a metric of regular resolution the API reference asks for a multiple of a minute.
            if (fault(site, failure) instanceof AwsFault.Refused) {
                return samples(site, metric, plan.policy(), MINUTE_SECONDS);
            }
            throw failure;
        }
    }

    private static AwsFault fault(Site site, SdkException failure) {
        return AwsFault.of("cloudwatch:GetMetricData", site.region(), failure);
    }

    private List<LagSample> samples(Site site, LagMetric metric, Policy policy, int periodSeconds) {
        Instant now = clock.instant();
        List<LagSample> published = clients
                .in(site.region())
                .getMetricData(ask -> ask.startTime(now.minus(OUTAGE).minus(policy.lagFresh()))
                        // The end is exclusive.
                        .endTime(now.plusSeconds(1))
                        .scanBy(ScanBy.TIMESTAMP_DESCENDING)
                        .metricDataQueries(metric.queries(periodSeconds)))
                .metricDataResults()
                .stream()
                .flatMap(result -> pairs(result, metric).stream())
                .toList();
        boolean byTheMinute =
                published.stream().allMatch(sample -> Math.floorMod(sample.at().getEpochSecond(), MINUTE_SECONDS) == 0);
        return byTheMinute
                ? published.stream()
                        .map(sample -> new LagSample(sample.at().plusSeconds(MINUTE_SECONDS), sample.seconds()))
                        .toList()
                : published;
    }

    private static List<LagSample> pairs(MetricDataResult result, LagMetric metric) {
        List<LagSample> samples = new ArrayList<>();
        for (int i = 0; i < result.timestamps().size(); i++) {
            double seconds = result.values().get(i) / metric.perSecond();
            samples.add(new LagSample(result.timestamps().get(i), seconds));
        }
        return samples;
    }
}
