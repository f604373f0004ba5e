// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.database;

import dev.autofailover.message.CheckRequest;
import java.time.Duration;

/** Looks at a database by its own protocol. */
public interface SqlCheck {
    /**
     * Connects, asks and, where the request says so and the database is no standby, writes. Every outcome is a finding.
     *
     * @return within {@link #limit()}, whatever the server does
     */
    Finding look(CheckRequest request, Credentials credentials);

    /** The longest a look takes. */
    Duration limit();
}
