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
import dev.autofailover.orchestrator.steps.Evidence;
import dev.autofailover.plan.Plan;
import dev.autofailover.plan.Site;
import dev.autofailover.run.StepResult;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Shuts a database off by its security groups, and opens it again.
 *
 * <p>A security group decides about new connections only, so what was connected before goes on writing. Therefore, once the isolating
 * group is in effect, the instance is rebooted.
 */
final class Fence {
    /** The groups that were there before, separated by spaces. */
    static final String GROUPS_BEFORE = "groupsBefore";
    /** When a reboot was asked for; whether it was taken is not known from that. */
    static final String REBOOT_ASKED = "rebootAskedAt";
    /** When RDS took the reboot. */
    static final String REBOOTED = "rebootedAt";
    /** That RDS was seen to say "rebooting" for the reboot that we asked for. */
    static final String SEEN_REBOOTING = "seenRebooting";
    /** Where the old writer's log ends. */
    static final String POSITION = "position";

    /** An instance can still be described as available right after RDS took its reboot; that long it proves nothing. */
    private static final Duration STALE_STATUS = Duration.ofSeconds(30);

    private final Fenceable instances;
    private final DatabaseChecks checks;
    private final Effects effects;
    private final InstantSource clock;

    Fence(Fenceable instances, Reach reach) {
        this.instances = instances;
        this.checks = reach.checks();
        this.effects = reach.effects();
        this.clock = reach.clock();
    }

    StepResult place(Plan plan, Site site, Evidence evidence) {
        return switch (instances.describe(site, effects)) {
            case Described.Found<Instance>(Instance instance) -> {
                Set<String> isolating = Set.of(site.isolation());
                if (!instance.wantedGroups().equals(isolating)) {
                    yield isolate(site, instance, evidence);
                }
                yield instance.has(isolating)
                        ? cutSessions(plan, site, instance, evidence)
                        : notYet(site.isolation() + " is being put in place");
            }
            case Described.Missing<Instance>(String text) -> done(text + ": nothing is left to fence", Map.of());
            case Described.Silent<Instance>(String text) -> unreachable(text);
            case Described.Refused<Instance>(String text) -> notYet(text);
        };
    }

    private StepResult isolate(Site site, Instance instance, Evidence evidence) {
        if (evidence.get(GROUPS_BEFORE).isEmpty()) {
            // Saved first: whoever releases the fence after a crash must know what was there.
            evidence.keep(Map.of(GROUPS_BEFORE, String.join(" ", instance.wantedGroups())));
        }
        return switch (instances.isolate(site, Set.of(site.isolation()), effects)) {
            case Change.Accepted accepted -> notYet(site.isolation() + " asked for");
            case Change.NotAccepted(String text) -> notYet(text);
        };
    }

    private StepResult cutSessions(Plan plan, Site site, Instance instance, Evidence evidence) {
        if (DatabaseStatus.nothingRuns(instance.status())) {
            return done(
                    "isolated, and nothing runs: its status is " + instance.status(),
                    Map.of("status", instance.status()));
        }
        boolean rebooting = instance.status().equals("rebooting");
        if (evidence.get(REBOOTED).isPresent()) {
            return seeReboot(plan, site, instance, evidence);
        }
        if (evidence.get(REBOOT_ASKED).isPresent() && rebooting) {
            return notYet("rebooting, to cut the sessions", accepted(true));
        }
        if (!instance.is(DatabaseStatus.USABLE)) {
            return notYet("isolated; can't be rebooted while its status is " + instance.status());
        }
        evidence.keep(Map.of(REBOOT_ASKED, clock.instant().toString()));
        return switch (instances.reboot(site, effects)) {
            case Change.Accepted(String status) ->
                notYet("rebooting, to cut the sessions", accepted(status.equals("rebooting")));
            case Change.NotAccepted(String text) -> notYet(text);
        };
    }

    private Map<String, String> accepted(boolean seenRebooting) {
        Map<String, String> evidence =
                new HashMap<>(Map.of(REBOOTED, clock.instant().toString()));
        if (seenRebooting || !effects.assumed().isEmpty()) {
            evidence.put(SEEN_REBOOTING, "true");
        }
        return evidence;
    }

    private StepResult seeReboot(Plan plan, Site site, Instance instance, Evidence evidence) {
        if (instance.status().equals("rebooting")) {
            return notYet("rebooting, to cut the sessions", Map.of(SEEN_REBOOTING, "true"));
        }
        boolean stale = evidence.get(SEEN_REBOOTING).isEmpty()
                && evidence.get(REBOOTED)
                        .map(Instant::parse)
                        .filter(at -> clock.instant().isBefore(at.plus(STALE_STATUS)))
                        .isPresent();
        if (stale || !instance.is(DatabaseStatus.USABLE)) {
            return notYet("rebooted; its status is " + instance.status());
        }
        return switch (checks.ask(plan, site, Question.look(site.endpoint()))) {
            case Reply.Answer(CheckAnswer answer) ->
                done(
                        "isolated and rebooted; its checker says: " + answer.reason(),
                        answer.position()
                                .map(position -> Map.of(POSITION, position))
                                .orElse(Map.of()));
            case Reply reply ->
                done("isolated and rebooted; its checker could not be asked: " + reply.text(), Map.of());
        };
    }

    StepResult release(Plan plan, Site site, Evidence fence) {
        Optional<Set<String>> before = fence.get(GROUPS_BEFORE).map(ids -> new TreeSet<>(Set.of(ids.split(" "))));
        if (before.isEmpty()) {
            return done("this run put no fence in place", Map.of());
        }
        return switch (instances.describe(site, effects)) {
            case Described.Found<Instance>(Instance instance) -> {
                if (!instance.wantedGroups().equals(before.get())) {
                    yield switch (instances.isolate(site, before.get(), effects)) {
                        case Change.Accepted accepted -> notYet(before.get() + " asked for again");
                        case Change.NotAccepted(String text) -> notYet(text);
                    };
                }
                yield instance.has(before.get())
                        ? proveOpen(plan, site, before.get())
                        : notYet(before.get() + " are being put back");
            }
            case Described.Missing<Instance>(String text) -> notYet(text);
            case Described.Silent<Instance>(String text) -> unreachable(text);
            case Described.Refused<Instance>(String text) -> notYet(text);
        };
    }

    private StepResult proveOpen(Plan plan, Site site, Set<String> groups) {
        boolean write = plan.database().writeCheck();
        Question question = write ? Question.write(site.endpoint()) : Question.look(site.endpoint());
        return switch (checks.ask(plan, site, question)) {
            case Reply.Answer(CheckAnswer answer) -> {
                boolean open = answer.answers() && answer.wrote().orElse(!write);
                yield open
                        ? done(groups + " are back; its checker says: " + answer.reason(), Map.of())
                        : notYet(groups + " are back, but its checker says: " + answer.reason());
            }
            case Reply reply -> done(groups + " are back; its checker could not be asked: " + reply.text(), Map.of());
        };
    }
}
