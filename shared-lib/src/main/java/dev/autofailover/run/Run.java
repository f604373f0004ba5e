// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.run;

import dev.autofailover.record.OwedTask;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One execution of a failover or switchover.
 *
 * @param generation greater than that of every earlier run of the service
 * @param planVersion the plan it began with, and keeps
 * @param outageSince when the outage began, as far as the votes tell; for a switchover when it was ordered
 * @param because the decision's or the operator's reason
 * @param by the operator who ordered or approved it; empty when automatic
 * @param acceptsUnfenced whether a human approved going on without the fence
 */
public record Run(
        long generation,
        Kind kind,
        String from,
        String to,
        int planVersion,
        Instant outageSince,
        Instant startedAt,
        Optional<Instant> endedAt,
        Phase phase,
        String because,
        Optional<String> by,
        boolean acceptsUnfenced,
        List<Step> steps) {

    public Run {
        steps = List.copyOf(steps);
    }

    /** Whether it still has something to do, forward or back. */
    public boolean isUnderWay() {
        return phase == Phase.UNDER_WAY || phase == Phase.TURNING_BACK;
    }

    /** The first step of that kind. */
    public Optional<Step> step(StepKind kind) {
        return steps.stream().filter(step -> step.kind() == kind).findFirst();
    }

    private boolean is(StepKind kind, Step.State state) {
        return step(kind).filter(step -> step.state() == state).isPresent();
    }

    /** Whether the promotion may have been asked for: from then on there is no way back. */
    public boolean promotionBegun() {
        return step(StepKind.PROMOTE)
                .filter(step -> step.startedAt().isPresent())
                .isPresent();
    }

    /**
     * Since when the old writer accepts no writes without the new one accepting any: an outage of our making. Empty while it is not so.
     */
    public Optional<Instant> fencedAndNotPromotedSince() {
        boolean open = isUnderWay() && is(StepKind.FENCE, Step.State.DONE) && !is(StepKind.PROMOTE, Step.State.DONE);
        return open ? step(StepKind.FENCE).flatMap(Step::endedAt) : Optional.empty();
    }

    /** Whether it stands still until a human accepts going on without the fence; it tries on meanwhile. */
    public boolean waitsForApproval() {
        return phase == Phase.UNDER_WAY
                && kind == Kind.FAILOVER
                && step(StepKind.FENCE)
                        .filter(fence -> fence.state() == Step.State.UNDER_WAY && fence.late())
                        .isPresent();
    }

    /** What is lost at most, as noted before promotion; empty when unknown or not noted yet. */
    public Optional<Duration> loss() {
        return step(StepKind.NOTE_LOSS)
                .map(step -> step.evidence().getOrDefault(Step.LOSS_SECONDS, Step.UNKNOWN))
                .filter(seconds -> !seconds.equals(Step.UNKNOWN))
                .map(seconds -> Duration.ofMillis(Math.round(Double.parseDouble(seconds) * 1000)));
    }

    /** What a dead Region kept this run from doing. */
    public List<OwedTask> owed() {
        return steps.stream()
                .filter(step -> step.state() == Step.State.OWED)
                .map(step -> new OwedTask(
                        step.kind(), from, generation, step.endedAt().orElse(startedAt), step.evidence()))
                .toList();
    }

    /** How people call it: {@code failover 3, ireland → frankfurt}. */
    public String words() {
        return kind.name().toLowerCase(Locale.ROOT) + " " + generation + ", " + from + " → " + to;
    }

    Run with(List<Step> next) {
        return with(phase, endedAt, next);
    }

    Run with(Phase nextPhase, Optional<Instant> ended, List<Step> next) {
        return new Run(
                generation,
                kind,
                from,
                to,
                planVersion,
                outageSince,
                startedAt,
                ended,
                nextPhase,
                because,
                by,
                acceptsUnfenced,
                next);
    }

    Run acceptingUnfenced() {
        return new Run(
                generation,
                kind,
                from,
                to,
                planVersion,
                outageSince,
                startedAt,
                endedAt,
                phase,
                because,
                by,
                true,
                steps);
    }

    /** What kind of move it is. */
    public enum Kind {
        /** Unplanned, may lose data. */
        FAILOVER,
        /** Planned, loses none; a failback is a switchover towards the preferred site. */
        SWITCHOVER
    }

    /** Where the run stands. */
    public enum Phase {
        UNDER_WAY,
        /** Something went wrong before promotion; what was fenced is being released. */
        TURNING_BACK,
        DONE,
        TURNED_BACK
    }
}
