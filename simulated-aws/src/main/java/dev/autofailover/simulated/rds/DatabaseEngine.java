// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.simulated.rds;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/** The database behind an RDS instance: what the simulated control plane orders it to do and may know of it. */
public interface DatabaseEngine {
    /** Starts the server; completes when it accepts connections, exceptionally when it can't be started. */
    CompletionStage<Void> start();

    /** Kills the server at once, as a crash does; does nothing when it isn't running. */
    void stopImmediately();

    /** Stops the server and starts it again, cutting every session; starts one that wasn't running. Completes as {@link #start}. */
    CompletionStage<Void> restart();

    /** Ends recovery; completes when the server is out of recovery and accepts writes, exceptionally when it can't. */
    CompletionStage<Void> promote();

    /** Whether the server's process is there; a frozen one is. */
    boolean isRunning();

    /** Makes these, and no other, the security groups in front of the server; sessions that are open stay open. */
    void securityGroups(Set<String> groupIds);

    /** How far this replica is behind; empty when it is none, isn't replicating, or nobody can tell. */
    Optional<Duration> replicationLag();
}
