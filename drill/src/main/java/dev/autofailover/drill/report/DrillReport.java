// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.drill.report;

import dev.autofailover.decision.Decision;
import dev.autofailover.run.Run;
import dev.autofailover.vote.SiteVote;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * All that one drill proves.
 *
 * @param expected what should have come about
 * @param outcome what came about
 * @param misses what of the expectation was not met, as sentences; empty when it passed
 * @param world what in it was real and what was simulated, one line
 * @param decisions that the service recorded, oldest first
 * @param calls that changed something, by whom, oldest first
 */
public record DrillReport(
        String drill,
        String policy,
        String expected,
        String outcome,
        List<String> misses,
        Loss loss,
        Split split,
        Instant startedAt,
        String world,
        ExpectedOnAws onAws,
        List<Moment> timeline,
        List<SiteVote> votes,
        List<Decision> decisions,
        Optional<Run> run,
        List<String> calls) {

    /**
     * What the client lost.
     *
     * @param outage longest time between two acknowledged writes; empty when nothing was interrupted, or it is not over
     * @param restored whether writes were acknowledged in the end
     * @param lostAcknowledged acknowledged rows that the database which serves in the end does not have
     * @param recordedRpo what the run noted; empty when unknown or when there was no run
     */
    public record Loss(
            Optional<Duration> outage,
            boolean restored,
            Optional<Duration> outageLimit,
            long acknowledged,
            long lostAcknowledged,
            Optional<Duration> recordedRpo) {}

    /** Whether everything expected came about. */
    public boolean passed() {
        return misses.isEmpty();
    }
}
