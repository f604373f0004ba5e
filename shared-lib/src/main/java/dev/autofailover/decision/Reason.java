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
    FAIL_OVER
}
