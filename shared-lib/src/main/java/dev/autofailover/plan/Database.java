// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.plan;

/**
 * What the two sites' databases have in common.
 *
 * @param port TCP port of both endpoints
 * @param name the database to log in to
 * @param secret ARN of the Secrets Manager secret with the checkers' user and password; every checker reads the replica in its
 *     own Region, so that it works when any other Region is gone
 * @param tls whether connections must be encrypted; true by default
 * @param writeCheck whether a checker may commit one row in a table of its own; true by default
 * @param whenUnreachable what a failover does when the old writer's Region does not answer the fence
 */
public record Database(
        DatabaseKind kind,
        Engine engine,
        int port,
        String name,
        String secret,
        boolean tls,
        boolean writeCheck,
        WhenUnreachable whenUnreachable) {

    /** What the old writer runs; it decides the driver and how positions are read. */
    public enum Engine {
        POSTGRESQL
    }

    /** What becomes of the fence when the Region of the old writer does not answer. */
    public enum WhenUnreachable {
        /** Go on, and owe the fence: it is put in place as soon as the Region answers again. */
        PROCEED,
        /** Wait until a human approves going on without the fence. */
        ASK
    }
}
