// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.run;

import java.time.Instant;
import java.util.List;
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
