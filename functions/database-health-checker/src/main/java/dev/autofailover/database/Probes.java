// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.database;

import dev.autofailover.message.CheckRequest;
import dev.autofailover.plan.Database;
import dev.autofailover.plan.Observer;
import dev.autofailover.plan.Plan;
import dev.autofailover.plan.Site;
import dev.autofailover.watch.Beat;
import dev.autofailover.watch.Check;
import dev.autofailover.watch.Subject;
import dev.autofailover.watch.Target;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/** What a plan asks of the checker in one Region: each probe from there looks at both sites. */
final class Probes {
    private final String region;
    private final Duration longest;
    private final Function<CheckRequest, Check> check;

    Probes(String region, Duration longest, Function<CheckRequest, Check> check) {
        this.region = region;
        this.longest = longest;
        this.check = check;
    }

    List<Beat> of(Plan plan) {
        return plan.observers().list().stream()
                .filter(Observer.Probe.class::isInstance)
                .map(Observer.Probe.class::cast)
                .filter(probe -> probe.from().equals(region))
                .map(probe -> beat(plan, probe))
                .toList();
    }

    private Beat beat(Plan plan, Observer.Probe probe) {
        List<Target> targets = plan.sites().stream()
                .map(site -> new Target(
                        new Subject(plan.service(), probe.name(), site.database(), site.region()),
                        check.apply(request(plan.database(), site))))
                .toList();
        Beat.Rhythm rhythm =
                new Beat.Rhythm(probe.every(), probe.tries(), plan.observers().fresh(), longest);
        return new Beat(plan.service(), probe.name(), rhythm, targets);
    }

    private static CheckRequest request(Database database, Site site) {
        return new CheckRequest(
                site.endpoint(),
                database.port(),
                database.name(),
                database.engine(),
                database.secret(),
                database.tls(),
                database.writeCheck());
    }
}
