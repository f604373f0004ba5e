// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.decision;

/** Why a decision is what it is; the code in logs, metrics, notifications and the record. See docs/decision-table.md. */
public enum Reason {
    RUN_UNDER_WAY,
    TWO_WRITERS,
    MOVED_OUTSIDE,
    ISOLATED,
    COMMAND,
    OWED,
    ALL_WELL,
    /** The active site is fenced and no run is under way: an outage, though the database lives. */
    ACTIVE_FENCED,
    STANDBY_NOT_READY,
    NOT_ENOUGH_VOTES,
    DISPUTED,
    PAUSED,
    AWS_REPAIRING,
    NOTIFY_ONLY,
    COOL_DOWN,
    NOT_ACKNOWLEDGED,
    STANDBY_UNFIT,
    LAG_UNKNOWN,
    LAG_OVER_LIMIT,
    FLEET_LIMIT,
    APPROVAL_NEEDED,
    FAIL_OVER,
    /** A command expected another site to be active. */
    ACTIVE_DIFFERS,
    /** A switchover wants both sites healthy. */
    NOT_HEALTHY,
    /** A run's old writer could not be fenced; a human may accept going on without. */
    UNFENCED
}
