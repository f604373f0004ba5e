// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.simulated;

import java.time.Duration;

/** How long a client waits for a connection, and then for the answer. */
public record ClientTimeouts(Duration connect, Duration read) {
    /** One second to connect, two for the answer. */
    public static final ClientTimeouts DEFAULT = new ClientTimeouts(Duration.ofSeconds(1), Duration.ofSeconds(2));
}
