// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.decision;

import dev.autofailover.message.InWords;
import dev.autofailover.message.Notification;
import dev.autofailover.message.Notification.Severity;
import dev.autofailover.plan.Plan;
import dev.autofailover.record.LastDecision;
import dev.autofailover.record.LastDecision.Told;
import dev.autofailover.record.ServiceRecord;
import dev.autofailover.vote.Opinion;
import dev.autofailover.vote.SiteVote;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is remembered of a decision, and what people are told of it: a change, not every look.
 *
 * @param record with the decision that stands, the question that is asked, and what is still to be told
 * @param worthNoting whether the decision belongs in the history: its row, its reason, an opinion or the question differs from the last
 *     one's. Every decision is so recorded with its votes; the same one on the same grounds is recorded once, with the time since when it
 *     stands
 */
public record Telling(ServiceRecord record, boolean worthNoting) {
    /** How often something loud is told again. */
    public static final Duration LOUD_AGAIN = Duration.ofMinutes(15);

    /** That decision was made about that record. To be called once for every decision, also for those not to act. */
    public static Telling after(Plan plan, ServiceRecord record, Decision decision) {
        return switch (decision.outcome()) {
            case Outcome.Change change -> new Telling(change.next().telling(List.of(changed(record, decision))), true);
            // The answer goes to who asked; the run that is started tells of itself.
            case Outcome.Refuse _ -> new Telling(record, true);
            case Outcome.GoOn _,
                    Outcome.Hold _,
                    Outcome.Wait _,
                    Outcome.Tell _,
                    Outcome.Ask _,
                    Outcome.DoOwed _,
                    Outcome.Queue _,
                    Outcome.Start _ -> standing(plan, record, decision);
        };
    }

    private static Notification changed(ServiceRecord record, Decision decision) {
        String id = id(record, decision.reason().name(), decision.at());
        String title = InWords.subject(decision.service() + ": " + decision.text());
        return new Notification(
                id,
                decision.service(),
                record.generation(),
                Severity.INFO,
                decision.reason().name(),
                title,
                decision.text(),
                decision.at(),
                facts(decision));
    }

    private static Telling standing(Plan plan, ServiceRecord record, Decision decision) {
        Optional<LastDecision> last = record.lastDecision();
        boolean same = last.filter(before -> before.row() == decision.row() && before.reason() == decision.reason())
                .isPresent();
        Instant since = same ? last.orElseThrow().since() : decision.at();
        boolean newQuestion = newQuestion(record, decision);
        Map<String, Opinion> opinions = opinions(decision);
        boolean worthNoting =
                !same || newQuestion || !last.orElseThrow().opinions().equals(opinions);

        News news = new News(plan, record, decision, since, newQuestion);
        Optional<Told> told = news.told();
        ServiceRecord next = asked(record, decision).telling(news.all());
        if (worthNoting || !last.orElseThrow().told().equals(told)) {
            next = next.decided(
                    new LastDecision(decision.row(), decision.reason(), decision.text(), since, opinions, told));
        }
        return new Telling(next, worthNoting);
    }

    private static boolean newQuestion(ServiceRecord record, Decision decision) {
        return decision.outcome() instanceof Outcome.Ask ask && !record.asked().equals(Optional.of(ask.proposal()));
    }

    private static ServiceRecord asked(ServiceRecord record, Decision decision) {
        if (decision.outcome() instanceof Outcome.Ask ask) {
            return newQuestion(record, decision) ? record.asking(ask.proposal()) : record;
        }
        boolean healthy = switch (decision.reason()) {
            case ALL_WELL, STANDBY_NOT_READY, ACTIVE_FENCED -> true;
            default -> false;
        };
        return healthy && record.asked().isPresent() ? record.askingNothing() : record;
    }

    private static Map<String, Opinion> opinions(Decision decision) {
        Map<String, Opinion> opinions = new HashMap<>();
        for (SiteVote vote : decision.votes()) {
            opinions.put(vote.observer() + "/" + vote.site(), vote.opinion());
        }
        return Map.copyOf(opinions);
    }

    static String id(ServiceRecord record, String kind, Instant since) {
        return record.service() + "-" + record.generation() + "-" + kind + "-" + since.toEpochMilli();
    }

    static Map<String, String> facts(Decision decision) {
        return Map.of(
                "row",
                Integer.toString(decision.row()),
                "reason",
                decision.reason().name());
    }
}
