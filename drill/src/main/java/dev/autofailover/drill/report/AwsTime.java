// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.drill.report;

import dev.autofailover.run.Run;
import dev.autofailover.run.Step;
import dev.autofailover.run.StepKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What AWS itself takes in a run, where the lab simulates it: from its documentation, or a careful estimate. See docs/timing.md. */
public enum AwsTime {
    COLD_START(
            "cold starts of checker and orchestrator",
            1,
            5,
            "measured for Java 25 without SnapStart; see docs/timing.md"),
    DELIVERY(
            "vote from SNS to the orchestrator",
            0,
            2,
            "Amazon SNS: typically well under a second; the most is an estimate"),
    ISOLATE("isolating security group in effect", 5, 60, "estimate; AWS gives no figure for ModifyDBInstance"),
    REBOOT(
            "reboot that cuts the sessions",
            30,
            180,
            "RDS guide, USER_RebootInstance: depends on crash recovery; estimate"),
    PROMOTE("promotion of the replica", 180, 420, "RDS guide, USER_ReadRepl: \"a few minutes or longer\""),
    IN_SYNC("Route 53 change in sync", 5, 60, "Route 53 API, ChangeResourceRecordSets: usually within 60 seconds");

    private final String words;
    private final Duration least;
    private final Duration most;
    private final String source;

    AwsTime(String words, long leastSeconds, long mostSeconds, String source) {
        this.words = words;
        this.least = Duration.ofSeconds(leastSeconds);
        this.most = Duration.ofSeconds(mostSeconds);
        this.source = source;
    }

    /** What takes this time. */
    public String words() {
        return words;
    }

    /** When all goes well. */
    public Duration least() {
        return least;
    }

    /** When it goes slowly, yet nothing fails. */
    public Duration most() {
        return most;
    }

    /** Where the figures come from. */
    public String source() {
        return source;
    }

    /**
     * What to expect on AWS of a run like this one: what was measured here, and AWS's own times for the steps that it took.
     *
     * @param measured the outage in the lab, with AWS's times cut short
     */
    public static ExpectedOnAws of(Run run, Duration measured) {
        List<AwsTime> parts = new ArrayList<>(List.of(COLD_START, DELIVERY));
        if (isDone(run, StepKind.FENCE)) {
            parts.addAll(List.of(ISOLATE, REBOOT));
        }
        if (isDone(run, StepKind.PROMOTE)) {
            parts.add(PROMOTE);
        }
        if (isDone(run, StepKind.SWITCH_TRAFFIC)) {
            parts.add(IN_SYNC);
        }
        return new ExpectedOnAws(
                parts.stream().map(AwsTime::least).reduce(measured, Duration::plus),
                parts.stream().map(AwsTime::most).reduce(measured, Duration::plus),
                parts.stream()
                        .map(part -> part.words + " " + part.least.toSeconds() + "–" + part.most.toSeconds() + " s")
                        .collect(Collectors.joining(", ", "what was measured here, and ", "")));
    }

    private static boolean isDone(Run run, StepKind kind) {
        return run.steps().stream().anyMatch(step -> step.kind() == kind && step.state() == Step.State.DONE);
    }
}
