// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.simulated.rds;

import java.util.List;

/**
 * What RDS announces of an instance.
 *
 * @param id such as {@code RDS-EVENT-0049}
 * @param categories such as {@code failover}; phrases with spaces
 * @param message for people
 */
public record RdsEvent(String id, List<String> categories, String message) {
    /** The instance was shut down; on ordinary reboots as well. */
    public static final RdsEvent SHUT_DOWN = of("0004", "availability", "DB instance shutdown");
    /** The instance was restarted. */
    public static final RdsEvent RESTARTED = of("0006", "availability", "DB instance restarted");
    /** A Multi-AZ failover began. */
    public static final RdsEvent FAILOVER_STARTED = of("0013", "failover", "Multi-AZ instance failover started.");
    /** A Multi-AZ failover is over. */
    public static final RdsEvent FAILOVER_COMPLETED = of("0049", "failover", "Multi-AZ instance failover completed");
    /** A backup began. */
    public static final RdsEvent BACKUP_STARTED = of("0001", "backup", "Backing up DB instance");
    /** A backup is over. */
    public static final RdsEvent BACKUP_FINISHED = of("0002", "backup", "Finished DB Instance backup");
    /** Replication ended for good. */
    public static final RdsEvent REPLICATION_TERMINATED =
            of("0057", "read replica", "Replication streaming has been terminated.");
    /** Replication goes on after an interruption. */
    public static final RdsEvent REPLICATION_RESUMED =
            of("0046", "read replica", "Replication for the Read Replica resumed");
    /** Replication stopped because of an error. */
    public static final RdsEvent REPLICATION_STOPPED = of("0045", "read replica", "Replication has stopped.");
    /** The instance is in a bad state. */
    public static final RdsEvent FAILED = of(
            "0031",
            "failure",
            "DB instance put into an incompatible state. Perform a point-in-time-restore of the DB instance.");

    private static RdsEvent of(String number, String category, String message) {
        return new RdsEvent("RDS-EVENT-" + number, List.of(category), message);
    }
}
