// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.drill.report;

import dev.autofailover.decision.Decision;
import dev.autofailover.run.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * One table of a drill's report, whatever it is written as.
 *
 * @param rows of as many cells as there are heads; without any the table is left out
 */
record Section(String title, List<String> heads, List<List<String>> rows) {
    /** All tables but the numbers, in their order. */
    static List<Section> of(DrillReport report) {
        return List.of(timeline(report), votes(report), decisions(report), steps(report), calls(report));
    }

    /** How long it took and what was lost: one row. */
    static Section numbers(DrillReport report) {
        List<String> heads = new ArrayList<>(List.of("outage s", "acknowledged", "lost", "recorded RPO s"));
        List<String> row = new ArrayList<>(List.of(
                Seconds.of(report.loss().outage()),
                Long.toString(report.loss().acknowledged()),
                Long.toString(report.loss().lostAcknowledged()),
                report.loss().recordedRpo().map(Seconds::of).orElse("unknown")));
        report.split().parts().forEach((name, part) -> {
            heads.add(name + " s");
            row.add(Seconds.of(part));
        });
        return new Section("Numbers", heads, List.of(row));
    }

    private static Section timeline(DrillReport report) {
        return new Section(
                "Timeline",
                List.of("s", "who", "what"),
                report.timeline().stream()
                        .map(moment -> List.of(
                                since(report, moment.at()), moment.lane().word(), moment.what()))
                        .toList());
    }

    private static Section votes(DrillReport report) {
        return new Section(
                "Votes",
                List.of("observer", "site", "opinion", "reason"),
                report.votes().stream()
                        .map(vote -> List.of(
                                vote.observer(), vote.site(), vote.opinion().name(), vote.reason()))
                        .toList());
    }

    private static Section decisions(DrillReport report) {
        return new Section(
                "Decisions and reasons",
                List.of("s", "row", "reason", "grounds"),
                report.decisions().stream()
                        .map(decision -> row(report, decision))
                        .toList());
    }

    private static List<String> row(DrillReport report, Decision decision) {
        return List.of(
                since(report, decision.at()),
                Integer.toString(decision.row()),
                decision.reason().name(),
                decision.text());
    }

    private static Section steps(DrillReport report) {
        return new Section(
                "Steps",
                List.of("step", "state", "took s", "note"),
                report.run().stream()
                        .flatMap(run -> run.steps().stream())
                        .map(Section::row)
                        .toList());
    }

    private static List<String> row(Step step) {
        var took = step.startedAt().flatMap(start -> step.endedAt().map(end -> Duration.between(start, end)));
        return List.of(step.words(), step.state().name(), Seconds.of(took), step.note());
    }

    private static Section calls(DrillReport report) {
        return new Section(
                "Calls that change something",
                List.of("call"),
                report.calls().stream().map(List::of).toList());
    }

    private static String since(DrillReport report, Instant at) {
        return Seconds.of(Duration.between(report.startedAt(), at));
    }
}
