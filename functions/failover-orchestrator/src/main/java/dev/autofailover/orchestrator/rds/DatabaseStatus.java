// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.orchestrator.rds;

import java.util.Map;
import java.util.Set;

/**
 * What the status of a DB instance or an Aurora cluster means for a failover (RDS User Guide, "Viewing DB instance status"; Aurora User
 * Guide, "Viewing cluster status"). AWS adds statuses; one that is not listed is neither healthy nor failed.
 */
enum DatabaseStatus {
    /** Clients can be served, as far as the control plane knows; it proves no life. */
    USABLE,
    /** Interrupted by AWS, or by an operator through AWS, and expected back without anybody's doing. */
    REPAIRING,
    /** Does not serve, and does not come back by itself: a vote for DOWN. */
    BAD,
    /** Does not run, because somebody stopped it; only somebody's doing, or seven days, bring it back. */
    STOPPED,
    /** Anything else. */
    OTHER;

    private static final Map<DatabaseStatus, Set<String>> MEANING = Map.of(
            USABLE,
                    Set.of(
                            "available",
                            "backing-up",
                            "configuring-enhanced-monitoring",
                            "configuring-iam-database-auth",
                            "configuring-log-exports",
                            "modifying",
                            "resetting-master-credentials",
                            "storage-config-upgrade",
                            "storage-initialization",
                            "storage-optimization",
                            "update-iam-db-auth"),
            REPAIRING,
                    Set.of(
                            "backtracking",
                            "converting-to-vpc",
                            "failing-over",
                            "maintenance",
                            "moving-to-vpc",
                            "promoting",
                            "rebooting",
                            "renaming",
                            "starting",
                            "switching-over",
                            "upgrading"),
            BAD,
                    Set.of(
                            "cloning-failed",
                            "failed",
                            "inaccessible-encryption-credentials",
                            "inaccessible-encryption-credentials-recoverable",
                            "incompatible-network",
                            "incompatible-option-group",
                            "incompatible-parameters",
                            "incompatible-restore",
                            "insufficient-capacity",
                            "migration-failed",
                            "restore-error",
                            "storage-full"),
            STOPPED, Set.of("stopped", "stopping"));

    /** In these no server process runs, so no session can be left to cut. */
    private static final Set<String> NOTHING_RUNS = Set.of(
            "failed",
            "inaccessible-encryption-credentials",
            "inaccessible-encryption-credentials-recoverable",
            "incompatible-network",
            "incompatible-restore",
            "restore-error",
            "stopped");

    /** What that status means. */
    static DatabaseStatus of(String status) {
        return MEANING.entrySet().stream()
                .filter(entry -> entry.getValue().contains(status))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(OTHER);
    }

    /** Whether no server process runs while AWS says so. */
    static boolean nothingRuns(String status) {
        return NOTHING_RUNS.contains(status);
    }
}
