// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.decision;

import dev.autofailover.message.InWords;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** How far the standby is behind: a duration with its time, or unknown with its reason. Unknown is not zero. */
public sealed interface Lag {
    /** Measured at {@code at}. */
    record Known(Duration lag, Instant at) implements Lag {}

    /** No sample, a stale one, or one that says "not replicating". */
    record Unknown(String reason) implements Lag {}

    /**
     * The lag that counts at {@code moment}: the newest sample at or before it. RDS for PostgreSQL measures {@code ReplicaLag} as now minus
     * the last replayed commit, so it grows while a dead primary commits nothing: a sample from after the outage's start says nothing of
     * what is lost.
     *
     * @param samples in any order
     * @param moment the outage's start; now, for a move that is ordered while all is well
     * @param fresh how much older than {@code moment} the sample may be
     */
    static Lag at(Instant moment, List<LagSample> samples, Duration fresh) {
        Optional<LagSample> newest = samples.stream()
                .filter(sample -> !sample.at().isAfter(moment))
                .max(Comparator.comparing(LagSample::at));
        if (newest.isEmpty()) {
            return new Unknown("no sample from before then");
        }
        Duration age = Duration.between(newest.get().at(), moment);
        if (age.compareTo(fresh) > 0) {
            return new Unknown("the newest sample is " + InWords.of(age) + " old, allowed " + InWords.of(fresh));
        }
        double seconds = newest.get().seconds();
        if (!(seconds >= 0) || Double.isInfinite(seconds)) {
            return new Unknown("the newest sample says " + seconds + ": not replicating");
        }
        return new Known(
                Duration.ofMillis(Math.round(seconds * 1000)), newest.get().at());
    }

    /** The lag, if it is known. */
    default Optional<Duration> known() {
        return this instanceof Known known ? Optional.of(known.lag()) : Optional.empty();
    }
}
