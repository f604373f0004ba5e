// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.vote;

import dev.autofailover.plan.Observer;
import dev.autofailover.plan.Plan;
import dev.autofailover.plan.Site;
import java.time.Instant;
import java.util.List;

/**
 * Which observer of a plan, and which of its sites, a signal speaks for.
 *
 * <p>Functions that hear or see something know no plans. They name what they looked at, and this finds out whose it is.
 *
 * @param observer its name in the plan
 * @param site the site's name in the plan
 */
public record Recognition(String observer, String site) {
    /** The {@link Signal#observer()} of what the rds-event-subscriber hears. */
    public static final String RDS_EVENTS = "rds-events";
    /** The {@link Signal#observer()} of what the cloudwatch-alarm-responder hears. */
    public static final String CLOUDWATCH_ALARM = "cloudwatch-alarm";

    /** All that the signal speaks for in that plan; none when the plan does not name it. */
    public static List<Recognition> in(Plan plan, Signal signal) {
        return plan.observers().list().stream()
                .flatMap(observer -> plan.sites().stream()
                        .filter(site -> observer.speaksAbout(site) && fits(observer, site, signal))
                        .map(site -> new Recognition(observer.name(), site.name())))
                .toList();
    }

    private static boolean fits(Observer observer, Site site, Signal signal) {
        return switch (observer) {
            case Observer.Probe probe ->
                signal.observer().equals(probe.name())
                        && signal.resource().equals(site.database())
                        && signal.region().equals(site.region());
            case Observer.DynamoDbCanary canary ->
                signal.observer().equals(canary.name())
                        && tableName(signal.resource()).equals(canary.table())
                        && signal.region().equals(site.region());
            case Observer.Alarm alarm ->
                signal.observer().equals(CLOUDWATCH_ALARM) && signal.resource().equals(alarm.arn());
            case Observer.RdsEvents _ ->
                signal.observer().equals(RDS_EVENTS)
                        && signal.region().equals(site.region())
                        && databaseIdentifier(signal.resource()).equals(site.database());
        };
    }

    /** {@code arn:aws:rds:REGION:ACCOUNT:db:ID} or the bare identifier; older RDS messages carry no ARN. */
    private static String databaseIdentifier(String resource) {
        return resource.startsWith("arn:") ? resource.substring(resource.lastIndexOf(':') + 1) : resource;
    }

    /** {@code arn:aws:dynamodb:REGION:ACCOUNT:table/NAME} or the bare name. */
    private static String tableName(String resource) {
        return resource.startsWith("arn:") ? resource.substring(resource.lastIndexOf('/') + 1) : resource;
    }

    /** The vote as the plan's: kept under the plan's names. */
    public SiteVote siteVote(Signal.Vote vote) {
        return new SiteVote(
                observer, site, vote.opinion(), vote.at(), vote.since(), vote.wellAt(), vote.reason(), vote.evidence());
    }

    /** Whether the signal's time is further ahead of {@code now} than clocks differ; such a one is dropped. */
    public static boolean isFromTheFuture(Signal signal, Instant now) {
        return signal.at().isAfter(now.plus(Verdict.CLOCK_SKEW));
    }
}
