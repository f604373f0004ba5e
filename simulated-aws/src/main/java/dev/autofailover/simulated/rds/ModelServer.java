// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.simulated.rds;

import dev.autofailover.simulated.rds.ModelDatabase.Client;
import java.util.Optional;

/** The process of one model database, and the way to it. Guarded by the lock of its family. */
final class ModelServer {
    boolean running = true;
    boolean hanging;
    boolean startable = true;
    boolean isolated;

    boolean works() {
        return running && !hanging;
    }

    void start() {
        if (!startable) {
            throw new IllegalStateException("the database can't be started");
        }
        running = true;
    }

    void stop() {
        running = false;
        hanging = false;
    }

    Optional<ModelReply> unreachable(Client client) {
        // A security group drops packets without a word, also when nobody listens behind it.
        if (hanging || (isolated && client == Client.APPLICATION)) {
            return Optional.of(new ModelReply.Silent());
        }
        return running ? Optional.empty() : Optional.of(new ModelReply.Refused());
    }
}
