// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.orchestrator.rds;

import dev.autofailover.plan.DatabaseKind;
import dev.autofailover.plan.Plan;
import dev.autofailover.plan.Site;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataQuery;

/**
 * A metric of AWS/RDS that says how far a standby is behind.
 *
 * @param name such as {@code ReplicaLag}
 * @param dimensions each set of dimensions under which it may be published; whichever has samples counts
 * @param perSecond its unit: 1 for seconds, 1000 for milliseconds
 */
record LagMetric(String name, List<Map<String, String>> dimensions, double perSecond) {
    /** The one of that site as the standby. */
    static LagMetric of(Plan plan, Site site) {
        return switch (plan.database().kind()) {
            case DatabaseKind.RdsReadReplica _ -> ofReplica(site);
            case DatabaseKind.AuroraGlobal _ -> ofSecondary(site, plan.other(site.name()));
        };
    }

    /** Of a read replica, in seconds (RDS User Guide, USER_ReadRepl). */
    private static LagMetric ofReplica(Site site) {
        return new LagMetric("ReplicaLag", List.of(Map.of("DBInstanceIdentifier", site.database())), 1);
    }

    /**
     * Of a secondary cluster of a global database, in milliseconds, kept in the secondary's Region (Aurora User Guide,
     * Aurora.AuroraMonitoring.Metrics). The guide does not say whether it comes with the source's Region or without: both are asked for.
     */
    private static LagMetric ofSecondary(Site site, Site primary) {
        Map<String, String> cluster = Map.of("DBClusterIdentifier", site.database());
        Map<String, String> withSource =
                Map.of("DBClusterIdentifier", site.database(), "SourceRegion", primary.region());
        return new LagMetric("AuroraGlobalDBRPOLag", List.of(cluster, withSource), 1000);
    }

    /** What to ask CloudWatch. */
    List<MetricDataQuery> queries(int periodSeconds) {
        return IntStream.range(0, dimensions.size())
                .mapToObj(i -> MetricDataQuery.builder()
                        .id("lag" + i)
                        .metricStat(stat -> stat.metric(metric -> metric.namespace("AWS/RDS")
                                        .metricName(name)
                                        .dimensions(named(dimensions.get(i))))
                                .period(periodSeconds)
                                .stat("Maximum"))
                        .returnData(true)
                        .build())
                .toList();
    }

    private static List<Dimension> named(Map<String, String> dimensions) {
        return new TreeMap<>(dimensions)
                .entrySet().stream()
                        .map(each -> Dimension.builder()
                                .name(each.getKey())
                                .value(each.getValue())
                                .build())
                        .toList();
    }
}
