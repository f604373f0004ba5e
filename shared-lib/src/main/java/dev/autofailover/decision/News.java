// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.decision;

import dev.autofailover.message.InWords;
import dev.autofailover.message.Notification;
import dev.autofailover.message.Notification.Severity;
import dev.autofailover.plan.Plan;
import dev.autofailover.record.LastDecision;
import dev.autofailover.record.LastDecision.Told;
import dev.autofailover.record.Proposal;
import dev.autofailover.record.ServiceRecord;
import dev.autofailover.run.Run;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What people are told of one decision that stands.
 *
 * @param record as it was before
 * @param since when it was first decided without a break
 * @param newQuestion whether it asks what was not asked yet
 */
record News(Plan plan, ServiceRecord record, Decision decision, Instant since, boolean newQuestion) {
    private static final Announcement FENCED = new Announcement(
            Announcement.When.AT_ONCE,
            Severity.CRITICAL,
            true,
            "fenced and not promoted",
            "No site accepts writes. Look at the step that does not come to an end.");

    private Optional<Told> lastTold() {
        return record.lastDecision().flatMap(LastDecision::told);
    }

    private boolean toldBefore() {
        return lastTold().filter(told -> told.reason() == decision.reason()).isPresent();
    }

    private boolean due() {
        Announcement how = Announcement.of(decision.reason());
        return switch (how.when()) {
            case NEVER -> fencedTooLong().isPresent() && (!toldBefore() || longAgo());
            case WHEN_IT_IS_OVER -> false;
            case AS_RECOVERED -> lastTold().isPresent();
            case AT_ONCE -> !toldBefore() || newQuestion || (how.loud() && longAgo());
            case WHEN_IT_LASTS -> !toldBefore() && lasted(since);
        };
    }

    private boolean longAgo() {
        return lastTold()
                .filter(told -> !decision.at().isBefore(told.at().plus(Telling.LOUD_AGAIN)))
                .isPresent();
    }

    private boolean lasted(Instant from) {
        return !decision.at().isBefore(from.plus(plan.observers().fresh()));
    }

    /** Since when a run keeps its service fenced and not promoted, when that is long enough to be told apart from its steps. */
    private Optional<Instant> fencedTooLong() {
        return record.runUnderWay()
                .filter(_ -> decision.reason() == Reason.RUN_UNDER_WAY)
                .flatMap(Run::fencedAndNotPromotedSince)
                .filter(fenced -> !decision.at().isBefore(fenced.plus(Telling.LOUD_AGAIN)));
    }

    /** What people know after this: a run tells of itself, so what was told before it is over; all well ends everything. */
    Optional<Told> told() {
        if (decision.reason() == Reason.ALL_WELL) {
            return Optional.empty();
        }
        if (due()) {
            return Optional.of(new Told(decision.reason(), decision.at()));
        }
        boolean runs = decision.reason() == Reason.RUN_UNDER_WAY || decision.reason() == Reason.FAIL_OVER;
        return runs ? lastTold().filter(_ -> toldBefore()) : lastTold();
    }

    List<Notification> all() {
        List<Notification> all = new ArrayList<>();
        isolationIsOver().ifPresent(all::add);
        if (due()) {
            all.add(now());
        }
        return all;
    }

    private Optional<Notification> isolationIsOver() {
        return record.lastDecision()
                .filter(last -> last.reason() == Reason.ISOLATED && decision.reason() != Reason.ISOLATED)
                .filter(last -> lasted(last.since()))
                .map(last -> notification(
                        Announcement.of(Reason.ISOLATED),
                        Reason.ISOLATED.name(),
                        last.since(),
                        "from " + last.since() + " to " + decision.at() + ": " + last.text()));
    }

    private Notification now() {
        Optional<Instant> fenced = fencedTooLong();
        if (fenced.isPresent()) {
            return notification(FENCED, "FENCED_NOT_PROMOTED", repetition(fenced.get()), decision.text());
        }
        Announcement how = Announcement.of(decision.reason());
        Instant of = decision.outcome() instanceof Outcome.Ask(Proposal proposal) ? proposal.askedAt() : since;
        Instant at = how.loud() ? repetition(of) : of;
        return notification(how, decision.reason().name(), at, decision.text());
    }

    /** The repetitions of one loud thing differ in their time, so that no receiver takes one for the other. */
    private Instant repetition(Instant from) {
        long times = Duration.between(from, decision.at()).dividedBy(Telling.LOUD_AGAIN);
        return from.plus(Telling.LOUD_AGAIN.multipliedBy(times));
    }

    private Notification notification(Announcement how, String kind, Instant of, String text) {
        String advice = how.advice().isEmpty() ? "" : "\n" + how.advice();
        return new Notification(
                Telling.id(record, kind, of),
                record.service(),
                record.generation(),
                how.severity(),
                kind,
                InWords.subject(record.service() + ": " + how.title()),
                text + advice,
                decision.at(),
                Telling.facts(decision));
    }
}
