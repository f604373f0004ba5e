// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.simulated.rds;

/** The parts of RDS's workflows that take time. */
public enum RdsPhase {
    /** After PromoteReadReplica was accepted, with the status still {@code available}: the waiters' trap. */
    PROMOTION_UNSEEN,
    /** A promotion's status {@code modifying}, before replication ends. */
    PROMOTION_MODIFYING,
    /** A promotion's status {@code rebooting}; at least until the database is out of recovery. */
    PROMOTION_REBOOTING,
    /** {@code backing-up} after a promotion of a replica that had no backups. */
    FIRST_BACKUP,
    /** {@code backing-up} after a promotion of a replica that had backups. */
    LATER_BACKUP,
    /** {@code rebooting}; at least until the database accepts connections. */
    REBOOT,
    /** A Multi-AZ failover, from its start to the standby serving. */
    MULTI_AZ_FAILOVER,
    /** From {@code adding} to {@code active} of a security group. */
    SECURITY_GROUP_CHANGE,
    /** {@code modifying} for other changes. */
    MODIFICATION,
    /** After a move of a global cluster's writer was accepted, with the move {@code pending}. */
    GLOBAL_MOVE_PENDING,
    /** A switchover of a global cluster, from the block of the old writer to the new one serving. */
    GLOBAL_SWITCHOVER,
    /** A failover of a global cluster with data loss allowed, likewise. */
    GLOBAL_FAILOVER,
    /** Until an old writer, once it can be reached, is a secondary again. */
    GLOBAL_REJOIN,
    /** From an event to EventBridge. */
    EVENT_TO_BUS,
    /** From an event to the topics of event subscriptions. */
    EVENT_TO_TOPIC
}
