// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.database;

import dev.autofailover.message.CheckRequest;
import java.time.Duration;

/** The check for each engine: what a plan's engine decides. */
public final class Engines implements SqlCheck {
    private final PostgreSqlCheck postgresql;

    public Engines(PostgreSqlCheck postgresql) {
        this.postgresql = postgresql;
    }

    @Override
    public Finding look(CheckRequest request, Credentials credentials) {
        return switch (request.engine()) {
            case POSTGRESQL -> postgresql.look(request, credentials);
        };
    }

    @Override
    public Duration limit() {
        return postgresql.limit();
    }
}
