// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.record;

import dev.autofailover.message.Notification;
import dev.autofailover.run.Run;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The state of one service: one item, changed only by compare-and-set, under a lease.
 *
 * @param revision grows by one with every write
 * @param generation of the newest run; 0 before the first; only grows
 * @param active the site that serves
 * @param run the run under way, or the last one
 * @param unacknowledged whether a human has yet to acknowledge the last run
 * @param repairs by site, from RDS events
 * @param blocks by site, from RDS events
 * @param outbox what people and machines are still to be told
 */
public record ServiceRecord(
        String service,
        long revision,
        long generation,
        String active,
        Optional<Lease> lease,
        Optional<Run> run,
        List<OwedTask> owed,
        Optional<Instant> coolDownUntil,
        boolean unacknowledged,
        Optional<Pause> pause,
        Optional<Proposal> asked,
        Optional<Approval> approval,
        Map<String, HeardOf> repairs,
        Map<String, HeardOf> blocks,
        Optional<LastDecision> lastDecision,
        List<Notification> outbox) {}
