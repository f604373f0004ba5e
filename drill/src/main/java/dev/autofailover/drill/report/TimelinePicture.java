// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.drill.report;

import dev.autofailover.run.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The timeline as an SVG: a lane for each who, a dot for each moment, a bar for each step. */
final class TimelinePicture {
    private static final int LEFT = 90;
    private static final int WIDTH = 1000;
    private static final int LANE = 26;

    private final DrillReport report;
    private final double seconds;

    private TimelinePicture(DrillReport report) {
        this.report = report;
        this.seconds = report.timeline().stream()
                        .mapToDouble(moment -> since(moment.at()))
                        .max()
                        .orElse(1)
                * 1.02;
    }

    static String svg(DrillReport report) {
        return new TimelinePicture(report).draw();
    }

    private String draw() {
        List<Step> steps = report.run()
                .map(run -> run.steps().stream()
                        .filter(step -> step.startedAt().isPresent())
                        .toList())
                .orElse(List.of());
        List<Moment.Lane> lanes = Arrays.stream(Moment.Lane.values())
                .filter(lane -> report.timeline().stream().anyMatch(moment -> moment.lane() == lane))
                .toList();
        int height = (lanes.size() + steps.size() + 1) * LANE;
        StringBuilder svg = new StringBuilder(String.format(
                "<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"timeline\">", LEFT + WIDTH + 20, height));
        for (int i = 0; i < lanes.size(); i++) {
            lane(svg, lanes.get(i), i);
        }
        for (int i = 0; i < steps.size(); i++) {
            bar(svg, steps.get(i), lanes.size() + i);
        }
        axis(svg, height);
        return svg.append("</svg>").toString();
    }

    private void lane(StringBuilder svg, Moment.Lane lane, int index) {
        int y = index * LANE + 16;
        svg.append(String.format("<text x=\"0\" y=\"%d\">%s</text>", y + 4, lane.word()));
        svg.append(String.format(
                "<line x1=\"%d\" x2=\"%d\" y1=\"%d\" y2=\"%d\" stroke=\"#8884\"/>", LEFT, LEFT + WIDTH, y, y));
        report.timeline().stream()
                .filter(moment -> moment.lane() == lane)
                .forEach(moment -> svg.append(String.format(
                        Locale.ROOT,
                        "<circle cx=\"%.1f\" cy=\"%d\" r=\"5\" fill=\"%s\"><title>%.1f s %s</title></circle>",
                        x(moment.at()),
                        y,
                        lane == Moment.Lane.FAULT ? "#c62828" : "#1565c0",
                        since(moment.at()),
                        HtmlReport.escaped(moment.what()))));
    }

    private void bar(StringBuilder svg, Step step, int index) {
        int y = index * LANE + 16;
        double from = x(step.startedAt().orElse(report.startedAt()));
        double to =
                Math.max(from + 2, x(step.endedAt().orElse(report.startedAt().plusMillis((long) (seconds * 1000)))));
        svg.append(String.format(
                "<text x=\"0\" y=\"%d\">%s</text>", y + 4, step.kind().words()));
        svg.append(String.format(
                Locale.ROOT,
                "<rect x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"12\" rx=\"3\" fill=\"%s\"><title>%s</title></rect>",
                from,
                y - 6,
                to - from,
                step.state() == Step.State.DONE ? "#1a7f37" : "#b26a00",
                HtmlReport.escaped(step.state() + " " + step.note())));
    }

    private void axis(StringBuilder svg, int height) {
        double tick = Math.max(1, Math.ceil(seconds / 12));
        for (double at = 0; at <= seconds; at += tick) {
            svg.append(String.format(
                    Locale.ROOT,
                    "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%.0f s</text>",
                    LEFT + at / seconds * WIDTH,
                    height - 6,
                    at));
        }
    }

    private double x(Instant at) {
        return LEFT + since(at) / seconds * WIDTH;
    }

    private double since(Instant at) {
        return Duration.between(report.startedAt(), at).toMillis() / 1000.0;
    }
}
