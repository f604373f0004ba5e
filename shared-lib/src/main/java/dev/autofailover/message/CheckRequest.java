// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.message;

import dev.autofailover.plan.Database.Engine;

/**
 * Asks a database-health-checker to look at one database now. Carries all that the checker needs, so that it asks nobody else.
 *
 * @param host where the database is reached
 * @param port TCP port
 * @param database to log in to
 * @param secret ARN of the secret with {@code username} and {@code password}
 * @param tls whether the connection must be encrypted
 * @param write whether to commit a row, or only to look
 */
public record CheckRequest(
        String host, int port, String database, Engine engine, String secret, boolean tls, boolean write) {}
