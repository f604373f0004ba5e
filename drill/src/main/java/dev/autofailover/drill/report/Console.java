// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.drill.report;

import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.stream.Collectors;

/** Prints a drill while it runs: a line a moment, in colour on a terminal, plain in a pipe. */
public final class Console {
    private static final String RED = "\u001b[31m";
    private static final String GREEN = "\u001b[32m";
    private static final String DIM = "\u001b[2m";
    private static final String BOLD = "\u001b[1m";
    private static final String PLAIN = "\u001b[0m";

    private final PrintWriter out;
    private final boolean colour;

    /**
     * Prints to {@code out}.
     *
     * @param colour whether {@code out} is a terminal that shows colours
     */
    public Console(PrintWriter out, boolean colour) {
        this.out = out;
        this.colour = colour;
    }

    /** The first line of a drill. */
    public void title(String line) {
        out.println(painted(BOLD, line));
        out.flush();
    }

    /** A remark that belongs to no moment. */
    public void remark(String line) {
        out.println(painted(DIM, line));
        out.flush();
    }

    /** One moment, with its time since {@code start}. */
    public synchronized void moment(Instant start, Moment moment) {
        double seconds = Duration.between(start, moment.at()).toMillis() / 1000.0;
        out.printf(
                Locale.ROOT,
                "%6.1f  %s %s%n",
                seconds,
                painted(
                        colourOf(moment.lane()),
                        String.format("%-9s", moment.lane().word())),
                moment.what());
        out.flush();
    }

    /** The last lines of a drill: the verdict with its numbers, where the time went, what of it was real. */
    public void verdict(DrillReport report) {
        DrillReport.Loss loss = report.loss();
        String numbers = loss.outage()
                .map(outage -> "outage " + Seconds.of(outage) + " s"
                        + loss.outageLimit()
                                .map(limit -> " (limit " + limit.toSeconds() + ")")
                                .orElse("") + " · ")
                .orElse(loss.restored() ? "no outage · " : "still without service · ");
        String rpo = loss.recordedRpo().map(lag -> Seconds.of(lag) + " s").orElse("unknown");
        out.println(painted(report.passed() ? GREEN : RED, report.passed() ? "PASS" : "FAIL") + "  " + numbers
                + loss.lostAcknowledged() + " of " + loss.acknowledged() + " acknowledged writes lost"
                + report.run().map(run -> " · recorded RPO " + rpo).orElse(""));
        out.println("      " + report.outcome());
        report.misses().forEach(miss -> out.println(painted(RED, "      missed: " + miss)));
        if (report.split().parts().values().stream().anyMatch(part -> part.isPresent())) {
            out.println("      "
                    + report.split().parts().entrySet().stream()
                            .map(part -> part.getKey() + " " + Seconds.of(part.getValue()))
                            .collect(Collectors.joining(" · ")));
        }
        out.println(painted(DIM, "      " + report.world()));
        if (report.run().isPresent()) {
            out.println(painted(DIM, "      On AWS expect " + report.onAws().words() + " (docs/timing.md)"));
        }
    }

    private String painted(String paint, String text) {
        return colour ? paint + text + PLAIN : text;
    }

    private static String colourOf(Moment.Lane lane) {
        return switch (lane) {
            case CLIENT -> "\u001b[36m";
            case FAULT -> RED;
            case VOTE -> DIM;
            case VERDICT, DECISION -> BOLD;
            case STEP -> GREEN;
            case TOLD, OPERATOR -> "\u001b[33m";
        };
    }
}
