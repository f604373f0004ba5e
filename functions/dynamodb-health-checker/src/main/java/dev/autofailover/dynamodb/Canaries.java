// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.dynamodb;

import dev.autofailover.plan.Observer;
import dev.autofailover.plan.Plan;
import dev.autofailover.watch.Beat;
import dev.autofailover.watch.Subject;
import dev.autofailover.watch.Target;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/** What a plan asks of the checker in one Region: each canary from there looks at its table in each of its Regions. */
final class Canaries {
    private final String region;
    private final TableAccess tables;
    private final InstantSource clock;

    Canaries(String region, TableAccess tables, InstantSource clock) {
        this.region = region;
        this.tables = tables;
        this.clock = clock;
    }

    List<Beat> of(Plan plan) {
        return plan.observers().list().stream()
                .filter(Observer.DynamoDbCanary.class::isInstance)
                .map(Observer.DynamoDbCanary.class::cast)
                .filter(canary -> canary.from().equals(region))
                .map(canary -> beat(plan, canary))
                .toList();
    }

    private Beat beat(Plan plan, Observer.DynamoDbCanary canary) {
        List<Target> targets = canary.regions().stream()
                .map(to -> new Target(
                        new Subject(plan.service(), canary.name(), canary.table(), to),
                        new Canary(tables, new Place(canary.table(), to), canary.slow(), clock)))
                .toList();
        // A read and a write.
        Duration longest = Canary.limit(canary.slow()).multipliedBy(2);
        Beat.Rhythm rhythm =
                new Beat.Rhythm(canary.every(), canary.tries(), plan.observers().fresh(), longest);
        return new Beat(plan.service(), canary.name(), rhythm, targets);
    }
}
