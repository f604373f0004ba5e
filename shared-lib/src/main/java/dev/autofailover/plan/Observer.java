// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.plan;

import java.time.Duration;
import java.util.List;

/** One place that watches a site: a kind of check, in a Region. */
public sealed interface Observer {
    /** Unique in the plan; the vote's key. */
    String name();

    /** Whether its votes can be about that site. */
    default boolean speaksAbout(Site site) {
        return switch (this) {
            case Probe _, RdsEvents _ -> true;
            case Alarm alarm -> alarm.site().equals(site.name());
            case DynamoDbCanary canary -> canary.regions().contains(site.region());
        };
    }

    /**
     * An SQL check of both sites by the database-health-checker.
     *
     * @param from the Region in which the checker runs
     * @param every how often it looks; under a minute it stays and looks on within its invocation
     * @param tries how many checks in a row must fail before it says DOWN
     */
    record Probe(String name, String from, Duration every, int tries) implements Observer {}

    /**
     * A CloudWatch alarm about one site.
     *
     * @param arn of a metric, math or composite alarm
     * @param site the site that it speaks about
     */
    record Alarm(String name, String arn, String site) implements Observer {}

    /** The RDS events of both sites' databases. */
    record RdsEvents(String name) implements Observer {}

    /**
     * A timed read and write of a DynamoDB table in each of some Regions, by the dynamodb-health-checker; it speaks about the
     * site of each Region.
     *
     * @param from the Region in which the checker runs
     * @param regions the Regions of sites in which the table is looked at
     * @param slow how long an answer may take before the vote is SUSPECT
     * @param tries how many checks in a row must fail before it says DOWN
     */
    record DynamoDbCanary(
            String name, String from, String table, List<String> regions, Duration every, Duration slow, int tries)
            implements Observer {}
}
