// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.drill.report;

import dev.autofailover.run.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A drill's report as one self-contained page, with the timeline as a picture; the same as Markdown beside it. */
public final class HtmlReport {
    private static final String STYLE = """
            body{font:15px/1.5 system-ui,sans-serif;max-width:70rem;margin:2rem auto;padding:0 1rem;color:#1b1b1b;background:#fff}
            h1 .pass{color:#1a7f37}h1 .fail{color:#c62828}
            table{border-collapse:collapse;margin:.5rem 0 1.5rem;width:100%}
            td,th{border-bottom:1px solid #ddd;padding:.2rem .6rem;text-align:left;vertical-align:top}
            td.n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
            .miss{color:#c62828}.dim{color:#666}svg text{font:12px system-ui,sans-serif}
            @media(prefers-color-scheme:dark){body{background:#16181c;color:#e6e6e6}td,th{border-color:#333}svg text{fill:#ccc}}
            """;

    private HtmlReport() {}

    /** Writes {@code index.html} and {@code report.md} into {@code folder}; answers the page. */
    public static Path write(Path folder, DrillReport report) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("report.md"), MarkdownReport.of(report));
        return Files.writeString(folder.resolve("index.html"), page(report));
    }

    private static String page(DrillReport report) {
        StringBuilder page =
                new StringBuilder("<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>Drill ");
        page.append(escaped(report.drill()))
                .append("</title><style>")
                .append(STYLE)
                .append("</style><h1>");
        page.append(escaped(report.drill()))
                .append(report.passed() ? " <span class=pass>PASS" : " <span class=fail>FAIL");
        page.append("</span></h1><p>Policy ")
                .append(escaped(report.policy()))
                .append(", ")
                .append(report.startedAt());
        page.append("<br>Expected: ").append(escaped(report.expected()));
        page.append("<br>Came about: ").append(escaped(report.outcome())).append("</p>");
        report.misses()
                .forEach(miss -> page.append("<p class=miss>missed: ")
                        .append(escaped(miss))
                        .append("</p>"));
        numbers(page, report);
        page.append(TimelinePicture.svg(report));
        table(
                page,
                "Timeline",
                List.of("s", "who", "what"),
                report.timeline().stream()
                        .map(moment -> List.of(
                                Seconds.of(Duration.between(report.startedAt(), moment.at())),
                                moment.lane().word(),
                                moment.what()))
                        .toList());
        table(
                page,
                "Votes",
                List.of("observer", "site", "opinion", "reason"),
                report.votes().stream()
                        .map(vote -> List.of(
                                vote.observer(), vote.site(), vote.opinion().name(), vote.reason()))
                        .toList());
        table(
                page,
                "Decisions and reasons",
                List.of("at", "row", "reason", "grounds"),
                report.decisions().stream()
                        .map(decision -> List.of(
                                Seconds.of(Duration.between(report.startedAt(), decision.at())),
                                Integer.toString(decision.row()),
                                decision.reason().name(),
                                decision.text()))
                        .toList());
        report.run()
                .ifPresent(run -> table(
                        page,
                        "Steps",
                        List.of("step", "state", "took s", "note"),
                        run.steps().stream().map(HtmlReport::row).toList()));
        table(
                page,
                "Calls that change something",
                List.of("call"),
                report.calls().stream().map(List::of).toList());
        page.append("<p class=dim>").append(escaped(report.world())).append("<br>On AWS expect ");
        page.append(escaped(report.onAws().words()))
                .append(": ")
                .append(escaped(report.onAws().why()));
        return page.append("</p></html>\n").toString();
    }

    private static List<String> row(Step step) {
        var took = step.startedAt().flatMap(start -> step.endedAt().map(end -> Duration.between(start, end)));
        String name =
                step.kind().words() + step.target().map(target -> " " + target).orElse("");
        return List.of(name, step.state().name(), Seconds.of(took), step.note());
    }

    private static void numbers(StringBuilder page, DrillReport report) {
        page.append("<table><tr><th>outage s<th>acknowledged<th>lost<th>recorded RPO s");
        report.split()
                .parts()
                .keySet()
                .forEach(name -> page.append("<th>").append(name).append(" s"));
        page.append("<tr><td>").append(Seconds.of(report.loss().outage())).append("<td>");
        page.append(report.loss().acknowledged())
                .append("<td>")
                .append(report.loss().lostAcknowledged());
        page.append("<td>").append(report.loss().recordedRpo().map(Seconds::of).orElse("unknown"));
        report.split().parts().values().forEach(part -> page.append("<td>").append(Seconds.of(part)));
        page.append("</table>");
    }

    private static void table(StringBuilder page, String title, List<String> heads, List<List<String>> rows) {
        if (rows.isEmpty()) {
            return;
        }
        page.append("<h2>").append(title).append("</h2><table><tr>");
        heads.forEach(head -> page.append("<th>").append(head));
        for (List<String> row : rows) {
            page.append("<tr>");
            row.forEach(cell -> page.append("<td>").append(escaped(cell)));
        }
        page.append("</table>");
    }

    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
