// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.simulated.rds;

/**
 * What a replica's {@code StatusInfos} say of its replication.
 *
 * @param status replicating, replication degraded, error, terminated, stopped …
 * @param message details of an error, or empty
 */
public record ReplicationStatus(String status, String message) {
    /** All is well. */
    public static final ReplicationStatus REPLICATING = new ReplicationStatus("replicating", "");

    /** The member {@code Normal}. */
    public boolean normal() {
        return status.equals("replicating");
    }
}
