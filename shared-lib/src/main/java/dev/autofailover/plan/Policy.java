// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.plan;

import dev.autofailover.run.StepKind;
import java.time.Duration;
import java.util.Map;

/**
 * When to act, and how far.
 *
 * @param awsRepairGrace how long AWS may repair by itself inside the Region before its repair counts as an outage
 * @param maxLag the RPO: how much replication lag a failover may lose without asking
 * @param lagFresh how old, counted back from the start of the outage, a lag sample may be before it is unknown
 * @param unknownLag what an unknown lag means for an automatic failover
 * @param coolDown time after a run in which no automatic failover starts; longer than a signed AWS request lives
 * @param rto the promised time without service; measured against in every report
 * @param priority who goes first when the fleet limit is reached; higher goes first
 * @param stepLimits the steps whose time differs from the default
 */
public record Policy(
        Mode mode,
        Duration awsRepairGrace,
        Duration maxLag,
        Duration lagFresh,
        UnknownLag unknownLag,
        Duration coolDown,
        Duration rto,
        int priority,
        Map<StepKind, Duration> stepLimits) {

    /** How much is done without a human. */
    public enum Mode {
        AUTOMATIC,
        APPROVAL,
        NOTIFY
    }

    /** What an unknown lag means for an automatic failover. */
    public enum UnknownLag {
        BLOCK,
        ALLOW
    }

    /** How long that step may take: the plan's word, else the step's default. */
    public Duration limit(StepKind step) {
        return stepLimits.getOrDefault(step, step.defaultLimit());
    }
}
