// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.drill.report;

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
        text.append('\n');
        table(text, Section.numbers(report));
        for (Section section : Section.of(report)) {
            if (!section.rows().isEmpty()) {
                text.append("## ").append(section.title()).append("\n\n");
                table(text, section);
            }
        }
        text.append(report.world())
                .append("\n\nOn AWS expect ")
                .append(report.onAws().words())
                .append(": ");
        return text.append(report.onAws().why()).append('\n').toString();
    }

    private static void table(StringBuilder text, Section section) {
        line(text, section.heads());
        text.append("|---".repeat(section.heads().size())).append("|\n");
        section.rows().forEach(row -> line(text, row));
        text.append('\n');
    }

    private static void line(StringBuilder text, List<String> cells) {
        text.append("| ");
        cells.forEach(
                cell -> text.append(cell.replace("|", "\\|").replace("\n", " ")).append(" | "));
        text.append('\n');
    }
}
