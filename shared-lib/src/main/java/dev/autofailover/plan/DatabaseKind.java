// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.plan;

/** The ways a database is kept in two Regions; each has one adapter in the orchestrator. */
public sealed interface DatabaseKind {
    /** How plans write it. */
    String word();

    /** A primary instance and a cross-Region read replica of RDS for PostgreSQL. */
    record RdsReadReplica() implements DatabaseKind {
        static final String WORD = "rds-read-replica";

        @Override
        public String word() {
            return WORD;
        }
    }

    /**
     * An Aurora global database for PostgreSQL: one global cluster with a cluster in each site's Region.
     *
     * @param globalCluster identifier of the global cluster
     */
    record AuroraGlobal(String globalCluster) implements DatabaseKind {
        static final String WORD = "aurora-global";

        @Override
        public String word() {
            return WORD;
        }
    }
}
