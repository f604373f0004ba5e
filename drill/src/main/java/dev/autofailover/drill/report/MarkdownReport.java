// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.drill.report;

import java.time.Duration;
import java.util.List;

/** A drill's report as Markdown: the verdict, the timeline, the votes, the decisions, the steps and the calls. */
final class MarkdownReport {
    private MarkdownReport() {}

    static String of(DrillReport report) {
        StringBuilder text = new StringBuilder();
        text.append("# Drill ").append(report.drill()).append(": ").append(report.passed() ? "PASS" : "FAIL");
        text.append("\n\nPolicy ")
                .append(report.policy())
                .append(", ")
                .append(report.startedAt())
                .append("\n\n");
        text.append("Expected: ")
                .append(report.expected())
                .append("\n\nCame about: ")
                .append(report.outcome());
        text.append("\n\n");
        report.misses().forEach(miss -> text.append("- missed: ").append(miss).append('\n'));
        numbers(text, report);
        table(
                text,
                "Timeline",
                List.of("s", "who", "what"),
                report.timeline().stream()
                        .map(moment -> List.of(
                                Seconds.of(Duration.between(report.startedAt(), moment.at())),
                                moment.lane().word(),
                                moment.what()))
                        .toList());
        table(
                text,
                "Votes",
                List.of("observer", "site", "opinion", "reason"),
                report.votes().stream()
                        .map(vote -> List.of(
                                vote.observer(), vote.site(), vote.opinion().name(), vote.reason()))
                        .toList());
        table(
                text,
                "Decisions",
                List.of("row", "reason", "grounds"),
                report.decisions().stream()
                        .map(decision -> List.of(
                                Integer.toString(decision.row()),
                                decision.reason().name(),
                                decision.text()))
                        .toList());
        report.run()
                .ifPresent(run -> table(
                        text,
                        "Steps",
                        List.of("step", "state", "note"),
                        run.steps().stream()
                                .map(step -> List.of(
                                        step.kind().words()
                                                + step.target()
                                                        .map(target -> " " + target)
                                                        .orElse(""),
                                        step.state().name(),
                                        step.note()))
                                .toList()));
        table(
                text,
                "Calls that change something",
                List.of("call"),
                report.calls().stream().map(List::of).toList());
        text.append(report.world())
                .append("\n\nOn AWS expect ")
                .append(report.onAws().words())
                .append(": ");
        return text.append(report.onAws().why()).append('\n').toString();
    }

    private static void numbers(StringBuilder text, DrillReport report) {
        text.append("\n| outage s | acknowledged | lost | recorded RPO s | ");
        text.append(String.join(" | ", report.split().parts().keySet()));
        text.append(" |\n")
                .append("|---".repeat(4 + report.split().parts().size()))
                .append("|\n| ");
        text.append(Seconds.of(report.loss().outage())).append(" | ");
        text.append(report.loss().acknowledged())
                .append(" | ")
                .append(report.loss().lostAcknowledged());
        text.append(" | ")
                .append(report.loss().recordedRpo().map(Seconds::of).orElse("unknown"))
                .append(" | ");
        report.split()
                .parts()
                .values()
                .forEach(part -> text.append(Seconds.of(part)).append(" | "));
        text.append("\n\n");
    }

    private static void table(StringBuilder text, String title, List<String> heads, List<List<String>> rows) {
        if (rows.isEmpty()) {
            return;
        }
        text.append("## ")
                .append(title)
                .append("\n\n| ")
                .append(String.join(" | ", heads))
                .append(" |\n");
        text.append("|---".repeat(heads.size())).append("|\n");
        for (List<String> row : rows) {
            text.append("| ");
            row.forEach(cell ->
                    text.append(cell.replace("|", "\\|").replace("\n", " ")).append(" | "));
            text.append('\n');
        }
        text.append('\n');
    }
}
