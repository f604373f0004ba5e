// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.drill.drills;

import dev.autofailover.decision.Decision;
import dev.autofailover.drill.lab.ControlTable;
import dev.autofailover.drill.lab.Told;
import dev.autofailover.drill.report.Moment.Lane;
import dev.autofailover.drill.report.Timeline;
import dev.autofailover.plan.Plan;
import dev.autofailover.plan.Site;
import dev.autofailover.record.ServiceRecord;
import dev.autofailover.run.Run;
import dev.autofailover.run.Step;
import dev.autofailover.vote.Opinion;
import dev.autofailover.vote.SiteVote;
import dev.autofailover.vote.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Follows what the service's own record says, and puts every change of it on the timeline. */
final class Watcher {
    private final ControlTable table;
    private final Plan plan;
    private final Timeline timeline;
    private final Map<String, Opinion> opinions = new HashMap<>();
    private final Map<String, Verdict.State> verdicts = new HashMap<>();
    private final Map<String, Step.State> steps = new HashMap<>();
    private final List<Decision> decisions = new ArrayList<>();
    private final List<Told> told = new ArrayList<>();
    private Optional<ServiceRecord> record = Optional.empty();
    private Optional<Run.Phase> phase = Optional.empty();
    private long generation;

    Watcher(ControlTable table, Plan plan, Timeline timeline) {
        this.table = table;
        this.plan = plan;
        this.timeline = timeline;
    }

    /** Looks once. */
    synchronized void look() {
        table.votes().forEach(this::vote);
        record = table.record();
        List<Decision> all = table.decisions();
        all.subList(Math.min(decisions.size(), all.size()), all.size()).forEach(this::decision);
        record.flatMap(ServiceRecord::run).ifPresent(this::run);
        table.notifications().forEach(this::notification);
    }

    synchronized ServiceRecord record() {
        return record.orElseThrow(() -> new IllegalStateException("the service has no record yet"));
    }

    synchronized List<Decision> decisions() {
        return List.copyOf(decisions);
    }

    synchronized List<Told> told() {
        return List.copyOf(told);
    }

    private void vote(SiteVote vote) {
        String who = vote.observer() + " " + vote.site();
        if (opinions.put(who, vote.opinion()) != vote.opinion()) {
            timeline.add(
                    vote.at(),
                    Lane.VOTE,
                    String.format("%-15s %s %s   %s", vote.observer(), vote.site(), vote.opinion(), vote.reason()));
        }
    }

    private void decision(Decision decision) {
        decisions.add(decision);
        for (Site site : plan.sites()) {
            Verdict verdict = Verdict.of(plan, site.name(), decision.votes(), decision.at());
            if (verdicts.put(site.name(), verdict.state()) != verdict.state()) {
                timeline.add(
                        decision.at(), Lane.VERDICT, site.name() + " " + verdict.state() + "   " + verdict.words());
            }
        }
        timeline.add(
                decision.at(), Lane.DECISION, decision.reason() + "   row " + decision.row() + "; " + decision.text());
    }

    private void run(Run run) {
        if (run.generation() != generation) {
            generation = run.generation();
            steps.clear();
            phase = Optional.empty();
        }
        run.steps().forEach(step -> step(run, step));
        if (!phase.equals(Optional.of(run.phase()))) {
            phase = Optional.of(run.phase());
            Instant at = run.endedAt().orElse(run.startedAt());
            timeline.add(at, Lane.STEP, run.words() + ": " + words(run.phase()));
        }
    }

    private void step(Run run, Step step) {
        String name =
                step.kind().words() + step.target().map(target -> " " + target).orElse("");
        if (steps.put(name, step.state()) != step.state()
                && step.state() != Step.State.WAITING
                && step.state() != Step.State.UNDER_WAY) {
            Instant at = step.endedAt().or(step::startedAt).orElse(run.startedAt());
            timeline.add(at, Lane.STEP, name + " " + words(step.state()) + "   " + step.note());
        }
    }

    private void notification(Told mail) {
        // At least once: what has come before is not news.
        if (told.stream().noneMatch(before -> before.id().equals(mail.id()))) {
            told.add(mail);
            timeline.add(mail.at(), Lane.TOLD, mail.kind() + "   " + mail.title());
        }
    }

    private static String words(Enum<?> state) {
        return state.name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
    }
}
