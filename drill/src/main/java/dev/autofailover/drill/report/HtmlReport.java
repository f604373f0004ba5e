// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.drill.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
                .append("</style>");
        head(page, report);
        table(page, Section.numbers(report));
        page.append(TimelinePicture.svg(report));
        for (Section section : Section.of(report)) {
            if (!section.rows().isEmpty()) {
                page.append("<h2>").append(section.title()).append("</h2>");
                table(page, section);
            }
        }
        page.append("<p class=dim>").append(escaped(report.world())).append("<br>On AWS expect ");
        page.append(escaped(report.onAws().words()))
                .append(": ")
                .append(escaped(report.onAws().why()));
        return page.append("</p></html>\n").toString();
    }

    private static void head(StringBuilder page, DrillReport report) {
        page.append("<h1>")
                .append(escaped(report.drill()))
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
    }

    private static void table(StringBuilder page, Section section) {
        page.append("<table><tr>");
        section.heads().forEach(head -> page.append("<th>").append(escaped(head)));
        for (List<String> row : section.rows()) {
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
