// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.plan;

/** The ways a database is kept in two Regions; each has one adapter in the orchestrator. */
public enum DatabaseKind {
    /** A primary instance and a cross-Region read replica of RDS for PostgreSQL. */
    RDS_READ_REPLICA("rds-read-replica");

    private final String word;

    DatabaseKind(String word) {
        this.word = word;
    }

    /** How plans write it. */
    public String word() {
        return word;
    }
}
