// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.orchestrator.rds;

import static dev.autofailover.orchestrator.rds.Results.done;
import static dev.autofailover.orchestrator.rds.Results.notYet;
import static dev.autofailover.orchestrator.rds.Results.unreachable;

import dev.autofailover.message.CheckAnswer;
import dev.autofailover.orchestrator.database.DatabaseChecks;
import dev.autofailover.orchestrator.database.DatabaseChecks.Question;
import dev.autofailover.orchestrator.database.DatabaseChecks.Reply;
import dev.autofailover.orchestrator.effect.Effects;
import dev.autofailover.orchestrator.rds.Instances.Change;
import dev.autofailover.orchestrator.rds.Instances.Described;
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
    private final DatabaseChecks checks;
    private final Effects effects;
    private final InstantSource clock;

    Promotion(Instances instances, DatabaseChecks checks, Effects effects, InstantSource clock) {
        this.instances = instances;
        this.checks = checks;
        this.effects = effects;
        this.clock = clock;
    }

    StepResult promote(Plan plan, Site site, Evidence evidence) {
        return switch (instances.describe(site, effects)) {
            case Described.Found(Instance instance) -> {
                if (instance.source().isPresent()) {
                    yield begin(plan, site, instance, evidence);
                }
                yield instance.is(InstanceStatus.USABLE)
                        ? proveOutOfRecovery(plan, site)
                        : notYet("stands alone; its status is " + instance.status());
            }
            // Not found, silent or not allowed: none of them is known to last, and it may be promoted already.
            case Described.Missing(String text) -> notYet(text);
            case Described.Silent(String text) -> unreachable(text);
            case Described.Refused(String text) -> notYet(text);
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

    private StepResult proveOutOfRecovery(Plan plan, Site site) {
        return switch (checks.ask(plan, site, Question.look(site.endpoint()))) {
            case Reply.Answer(CheckAnswer answer) -> {
                boolean out = answer.answers() && !answer.inRecovery().orElse(true);
                yield out
                        ? done(
                                "stands alone, out of recovery"
                                        + answer.position()
                                                .map(at -> " at " + at)
                                                .orElse(""),
                                answer.position()
                                        .map(at -> Map.of(Fence.POSITION, at))
                                        .orElse(Map.of()))
                        : notYet("stands alone, but its checker says: " + answer.reason());
            }
            case Reply reply -> notYet("stands alone, but its checker does not: " + reply.text());
        };
    }
}
