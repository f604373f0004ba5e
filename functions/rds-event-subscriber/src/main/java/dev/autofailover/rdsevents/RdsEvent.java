// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.rdsevents;

import java.time.Instant;

/**
 * An RDS event, whichever way it came.
 *
 * @param id such as {@code RDS-EVENT-0049}
 * @param sourceType {@code db} or {@code cluster} for databases, else what AWS calls it
 * @param resource the ARN, or in older messages the bare identifier
 * @param at when it happened, by AWS
 * @param message AWS's sentence
 */
record RdsEvent(String id, String sourceType, String resource, String region, Instant at, String message) {
    /** Whether it is about a database, and not about a snapshot, a parameter group … */
    boolean isAboutDatabase() {
        return sourceType.equals("db") || sourceType.equals("cluster");
    }
}
