// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.drill.operate;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.autofailover.json.Json;
import dev.autofailover.message.InWords;
import dev.autofailover.message.RecordJson;
import dev.autofailover.record.LastDecision;
import dev.autofailover.record.OwedTask;
import dev.autofailover.record.ServiceRecord;
import dev.autofailover.run.Run;
import dev.autofailover.run.Step;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A service's record for people: what stands, what is under way, what is owed or asked. */
public final class StatusLines {
    private final ServiceRecord record;
    private final Instant now;
    private final List<String> lines = new ArrayList<>();

    private StatusLines(ServiceRecord record, Instant now) {
        this.record = record;
        this.now = now;
    }

    /**
     * The record in an orchestrator's answer at that time, the first line saying where the service is active, and the risks that the
     * answer tells of beside it.
     *
     * @throws RecordJson.Unreadable when it is none that this release knows
     */
    public static List<String> of(ObjectNode answer, Instant now) {
        StatusLines status = new StatusLines(record(answer), now);
        status.write();
        answer.path("risks").forEach(risk -> status.line("risk", risk.asText()));
        return List.copyOf(status.lines);
    }

    /**
     * The record in an orchestrator's answer.
     *
     * @throws RecordJson.Unreadable when there is none that this release knows
     */
    public static ServiceRecord record(ObjectNode answer) {
        ObjectNode plain = answer.deepCopy();
        plain.remove("risks");
        return RecordJson.parse(Json.write(plain));
    }

    /** What keeps the next automatic failover from starting, each in a few words; empty when nothing does. */
    public static List<String> holdingAutomation(ServiceRecord record, Instant now) {
        List<String> holding = new ArrayList<>();
        record.pause()
                .ifPresent(pause -> holding.add("paused by " + pause.by() + " since " + second(pause.since()) + " ("
                        + pause.reason() + "): send resume"));
        record.runUnderWay().ifPresent(run -> holding.add(run.words() + " is under way: let it end"));
        if (record.unacknowledged()) {
            holding.add("the last run is not acknowledged: look at it, then send acknowledge");
        }
        record.coolDownUntil()
                .filter(now::isBefore)
                .ifPresent(until -> holding.add("cool-down for another " + InWords.of(Duration.between(now, until))));
        return List.copyOf(holding);
    }

    private void write() {
        lines.add(record.service() + "  active in " + record.active() + ", generation " + record.generation());
        record.lastDecision().ifPresent(this::decision);
        List<String> holding = holdingAutomation(record, now);
        if (holding.isEmpty()) {
            line("automation", "free to act");
        } else {
            holding.forEach(why -> line("automation", "holds still: " + why));
        }
        record.run().ifPresent(this::run);
        record.owed().forEach(this::owed);
        record.asked()
                .ifPresent(asked -> line(
                        "asked",
                        asked.reason() + " to " + asked.to() + ", loss "
                                + asked.loss().map(InWords::of).orElse("unknown") + ", "
                                + ago(asked.askedAt()) + ": approve generation " + asked.generation()));
        if (!record.outbox().isEmpty()) {
            line("to be told", record.outbox().size() + " notifications wait to be sent");
        }
    }

    private void decision(LastDecision decision) {
        line(
                "decision",
                decision.reason() + " (row " + decision.row() + ") since " + second(decision.since()) + ": "
                        + decision.text());
    }

    private void run(Run run) {
        String end = run.endedAt().map(at -> ", ended " + ago(at)).orElse(", begun " + ago(run.startedAt()));
        line(
                "run",
                run.words() + ": " + run.phase().name().toLowerCase(Locale.ROOT).replace('_', ' ') + end);
        for (Step step : run.steps()) {
            line(
                    "",
                    step.words() + ": "
                            + step.state().name().toLowerCase(Locale.ROOT).replace('_', ' ')
                            + (step.note().isEmpty() ? "" : ", " + step.note()));
        }
    }

    private void owed(OwedTask task) {
        line("owed", task.kind().words() + " at " + task.site() + " since " + second(task.since()));
    }

    /** As exact as people and log queries need it. */
    private static Instant second(Instant exact) {
        return exact.truncatedTo(ChronoUnit.SECONDS);
    }

    private String ago(Instant then) {
        return InWords.of(Duration.between(then, now)) + " ago";
    }

    private void line(String what, String text) {
        lines.add(String.format(Locale.ROOT, "  %-11s %s", what, text));
    }
}
