// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.orchestrator;

import dev.autofailover.plan.PlanVersion;
import dev.autofailover.record.PlanStore;
import dev.autofailover.vote.Recognition;
import dev.autofailover.vote.Signal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The plans that name this Region as their control Region. One that names another is left to it: two that decide about one service would
 * be two hands on one wheel.
 */
final class PlansDecidedHere {
    /** A vote comes for each observer and site each minute: reading all plans for each of them would grow with the fleet's square. */
    private static final Duration RECENT = Duration.ofMinutes(1);

    private final PlanStore plans;
    private final String region;
    private final InstantSource clock;
    private final AtomicReference<Read> last = new AtomicReference<>(new Read(Instant.MIN, List.of()));

    private record Read(Instant at, List<PlanVersion> plans) {}

    PlansDecidedHere(PlanStore plans, String region, InstantSource clock) {
        this.plans = plans;
        this.region = region;
        this.clock = clock;
    }

    /** All of them as they are now. */
    List<PlanVersion> now() {
        List<PlanVersion> all = plans.current().stream().filter(this::isHere).toList();
        last.set(new Read(clock.instant(), all));
        return all;
    }

    /** Enough to tell whom those signals are about: read anew when the last reading is old, or knows one of them not. */
    List<PlanVersion> toRecognise(List<Signal> signals) {
        Read read = last.get();
        boolean recent = clock.instant().isBefore(read.at().plus(RECENT));
        return recent && signals.stream().allMatch(signal -> isKnown(read.plans(), signal)) ? read.plans() : now();
    }

    /** The same services' plans as they are now, for a decision is made on what is in force. */
    List<PlanVersion> now(Collection<PlanVersion> seen) {
        return seen.stream()
                .flatMap(version -> plans.current(version.plan().service()).stream())
                .filter(this::isHere)
                .toList();
    }

    private static boolean isKnown(List<PlanVersion> plans, Signal signal) {
        return plans.stream()
                .anyMatch(version -> !Recognition.in(version.plan(), signal).isEmpty());
    }

    private boolean isHere(PlanVersion version) {
        return version.plan().control().equals(region);
    }
}
