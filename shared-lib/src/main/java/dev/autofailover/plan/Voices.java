// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.plan;

import dev.autofailover.plan.Observer.Alarm;
import dev.autofailover.plan.Observer.DynamoDbCanary;
import dev.autofailover.plan.Observer.Probe;
import dev.autofailover.plan.Observer.RdsEvents;
import java.util.List;

/** Who of a plan's observers speaks about a site, and who of them can still speak when the site's whole Region is gone. */
public final class Voices {
    private Voices() {}

    /** The observers that speak about the site. */
    public static List<Observer> about(Site site, Plan plan) {
        return plan.observers().list().stream()
                .filter(observer -> observer.speaksAbout(site))
                .toList();
    }

    /** Those of them that run outside the site's Region: what runs inside it can't say that it is gone. */
    public static List<Observer> outside(Site site, Plan plan) {
        return about(site, plan).stream()
                .filter(observer -> isOutside(observer, site))
                .toList();
    }

    private static boolean isOutside(Observer observer, Site site) {
        return switch (observer) {
            case Probe probe -> !probe.from().equals(site.region());
            case DynamoDbCanary canary -> !canary.from().equals(site.region());
            // RDS tells of a database in the database's own Region.
            case RdsEvents events -> false;
            case Alarm alarm ->
                !Arn.parse(alarm.arn()).map(Arn::region).orElse("").equals(site.region());
        };
    }
}
