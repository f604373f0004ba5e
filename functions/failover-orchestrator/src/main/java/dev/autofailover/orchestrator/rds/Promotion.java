// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.orchestrator.rds;

import static dev.autofailover.orchestrator.rds.Results.notYet;
import static dev.autofailover.orchestrator.rds.Results.unreachable;

import dev.autofailover.orchestrator.effect.Effects;
import dev.autofailover.orchestrator.steps.Evidence;
import dev.autofailover.plan.Plan;
import dev.autofailover.plan.Site;
import dev.autofailover.run.StepResult;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;

/**
 * Makes a read replica stand alone.
 *
 * <p>RDS takes the call and goes on by itself, so the look decides: done is when the instance replicates from nothing, is available,
 * and its server says that it has left recovery. "Available" alone proves nothing: it can still be said right after the call.
 */
final class Promotion {
    /** When RDS took the promotion. */
    static final String ACCEPTED = "promotionAcceptedAt";

    /** That long an unchanged description does not mean that the promotion was lost. */
    private static final Duration SETTLES = Duration.ofSeconds(60);

    /** A replica often keeps no backups; RDS wants at least a day's for what is promoted, and its own default is one. */
    private static final int FEWEST_BACKUP_DAYS = 1;

    private final Instances instances;
    private final OutOfRecovery outOfRecovery;
    private final Effects effects;
    private final InstantSource clock;

    Promotion(Instances instances, Reach reach) {
        this.instances = instances;
        this.outOfRecovery = new OutOfRecovery(reach.checks());
        this.effects = reach.effects();
        this.clock = reach.clock();
    }

    StepResult promote(Plan plan, Site site, Evidence evidence) {
        return switch (instances.describe(site, effects)) {
            case Described.Found<Instance>(Instance instance) -> {
                if (instance.source().isPresent()) {
                    yield begin(plan, site, instance, evidence);
                }
                yield instance.is(DatabaseStatus.USABLE)
                        ? outOfRecovery.prove(plan, site, "stands alone")
                        : notYet("stands alone; its status is " + instance.status());
            }
            // Not found, silent or not allowed: none of them is known to last, and it may be promoted already.
            case Described.Missing<Instance>(String text) -> notYet(text);
            case Described.Silent<Instance>(String text) -> unreachable(text);
            case Described.Refused<Instance>(String text) -> notYet(text);
        };
    }

    private StepResult begin(Plan plan, Site site, Instance instance, Evidence evidence) {
        if (!instance.replicates(plan.other(site.name()))) {
            return new StepResult.Impossible(
                    "it replicates from " + instance.source().orElse("nothing") + ", not from the other site",
                    Map.of());
        }
        boolean settling = evidence.get(ACCEPTED)
                .map(Instant::parse)
                .filter(at -> clock.instant().isBefore(at.plus(SETTLES)))
                .isPresent();
        if (settling || !instance.status().equals("available")) {
            return notYet("still a replica; its status is " + instance.status());
        }
        int days = Math.max(instance.backupRetentionDays(), FEWEST_BACKUP_DAYS);
        return switch (instances.promote(site, days, effects)) {
            case Change.Accepted accepted ->
                notYet("promotion asked for", Map.of(ACCEPTED, clock.instant().toString()));
            // InvalidDBInstanceState may mean "promoted already": the next look tells.
            case Change.NotAccepted(String text) -> notYet(text);
        };
    }
}
