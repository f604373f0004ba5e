// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.tests.simulation;

import dev.autofailover.simulated.rds.ModelDatabase.Client;
import dev.autofailover.simulated.rds.ModelReply;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The clients: one that goes where the name leads, and at each site one that has never heard of DNS and writes there for ever, as
 * forgotten sessions and stale caches do. Two sites that both accept such writes are two writers.
 */
final class Application {
    static final String ROW = "client's row";
    private static final Duration LONG_ENOUGH_TO_TELL = Duration.ofMinutes(3);

    private final SimulatedSystem system;
    private final Chronicle chronicle;
    private Optional<Instant> lastServed = Optional.empty();
    private Duration twoWritersUntold = Duration.ZERO;
    private boolean complained;

    Application(SimulatedSystem system, Chronicle chronicle) {
        this.system = system;
        this.chronicle = chronicle;
    }

    /**
     * Writes once everywhere.
     *
     * @param every the time since the last call
     * @param calm whether nothing is broken now that keeps the product from seeing and telling
     */
    void write(Duration every, boolean calm) {
        boolean ireland = accepts(Regions.IRELAND);
        boolean frankfurt = accepts(Regions.FRANKFURT);
        system.ledTo()
                .filter(region -> region.equals(Regions.IRELAND) ? ireland : frankfurt)
                .ifPresent(
                        served -> lastServed = Optional.of(system.cloud.time().instant()));
        if (!ireland || !frankfurt || known()) {
            twoWritersUntold = Duration.ZERO;
            return;
        }
        twoWritersUntold = calm ? twoWritersUntold.plus(every) : twoWritersUntold;
        if (twoWritersUntold.compareTo(LONG_ENOUGH_TO_TELL) > 0 && !complained) {
            complained = true;
            chronicle.broken(
                    "two writers are told",
                    "both sites accept writes, and neither is a fence owed nor has anybody been told");
        }
    }

    /** When the client that follows the name last had a write accepted. */
    Optional<Instant> lastServed() {
        return lastServed;
    }

    private boolean known() {
        return system.record()
                .filter(record -> !record.owed().isEmpty()
                        || record.runUnderWay().isPresent()
                        || record.lastDecision().flatMap(last -> last.told()).isPresent())
                .isPresent();
    }

    private boolean accepts(String region) {
        return system.databases.in(region).write(Client.APPLICATION, ROW) instanceof ModelReply.Committed;
    }
}
