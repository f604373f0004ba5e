// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.record;

import dev.autofailover.plan.PlanVersion;
import java.util.List;
import java.util.Optional;

/** Keeps the plans beside the records, every version of each. */
public interface PlanStore {
    /**
     * The newest version of every plan. One that can't be parsed (by an older function) is logged and left out; it stops no other.
     */
    List<PlanVersion> current();

    /** The newest version of that service's plan. */
    Optional<PlanVersion> current(String service);

    /** That version, for a run that began with it. */
    Optional<PlanVersion> version(String service, int version);

    /**
     * Adds a version.
     *
     * @throws RecordStore.Superseded when another version came in between; the one in force stays
     */
    void add(PlanVersion next) throws RecordStore.Superseded;
}
