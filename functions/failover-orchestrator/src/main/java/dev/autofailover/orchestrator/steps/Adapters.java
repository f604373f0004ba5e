// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.orchestrator.steps;

import dev.autofailover.orchestrator.database.DatabaseAdapter;
import dev.autofailover.orchestrator.database.DatabaseChecks;
import dev.autofailover.orchestrator.traffic.TrafficAdapter;
import dev.autofailover.plan.DatabaseKind;
import dev.autofailover.plan.TrafficSwitch;

/** What carries out each kind of database and of traffic switch, for one worker and through its gate. */
public interface Adapters {
    /** The adapter of that kind. */
    DatabaseAdapter database(DatabaseKind kind);

    /** The adapter of that switch. */
    TrafficAdapter traffic(TrafficSwitch way);

    /** Who checks databases. */
    DatabaseChecks checks();
}
