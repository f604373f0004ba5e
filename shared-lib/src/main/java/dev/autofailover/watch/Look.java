// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.watch;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One check of one subject.
 *
 * @param began when it was begun
 * @param ended when its result was there
 */
record Look(Subject subject, CheckResult result, Instant began, Instant ended) {
    Duration taken() {
        return Duration.between(began, ended);
    }

    /** Whether the target did, or tried, what it is there for. */
    boolean answered() {
        return switch (result) {
            case CheckResult.Passed _, CheckResult.Ailing _ -> true;
            case CheckResult.Failed _, CheckResult.Inconclusive _ -> false;
        };
    }

    /** What it says about an opinion; empty when it says nothing. */
    Optional<Watch.Looked> said() {
        return switch (result) {
            case CheckResult.Passed passed -> Optional.of(new Watch.Looked(Watch.Kind.PASSED, began, ended));
            case CheckResult.Ailing ailing -> Optional.of(new Watch.Looked(Watch.Kind.AILING, began, ended));
            case CheckResult.Failed failed -> Optional.of(new Watch.Looked(Watch.Kind.FAILED, began, ended));
            case CheckResult.Inconclusive inconclusive -> Optional.empty();
        };
    }

    /**
     * Whether an observer that got these results in one round is cut off itself: it looked at several targets, and not one answered.
     * With a single target it has nothing to compare with; then the plan's quorum is what protects from it.
     */
    static boolean isolated(List<Look> round) {
        return round.size() > 1
                && round.stream().noneMatch(look -> look.result().reached())
                && round.stream().anyMatch(look -> look.result() instanceof CheckResult.Failed);
    }
}
