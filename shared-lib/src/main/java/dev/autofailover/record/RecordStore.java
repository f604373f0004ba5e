// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.record;

import dev.autofailover.decision.Decision;
import dev.autofailover.vote.SiteVote;
import java.util.List;
import java.util.Optional;

/** Keeps the state of services. Every read is strongly consistent. */
public interface RecordStore {
    /** The record of that service, if a plan was ever applied. */
    Optional<ServiceRecord> load(String service);

    /** The records of all services with a plan. One that can't be read is logged and left out: it is not the other services' trouble. */
    List<ServiceRecord> loadAll();

    /**
     * Creates the record, or replaces the one whose revision is one less than {@code next}'s.
     *
     * @throws Superseded when the stored record has moved on; nothing was written
     */
    void save(ServiceRecord next) throws Superseded;

    /**
     * Keeps each of the votes unless one as new of the same observer and site is kept already. Those of one observer are kept together
     * where they can be: that is one write.
     *
     * @return the older votes whose places were taken; none for a vote that was the first, or was not kept
     */
    List<SiteVote> keep(String service, List<SiteVote> votes);

    /** Every observer's latest vote on either site. */
    List<SiteVote> votes(String service);

    /** Appends to the service's history of decisions; they expire where the table has a TTL. */
    void note(String service, Decision decision);

    /** Writes the run and its steps to the service's history, over an older state of the same run. */
    void archive(ServiceRecord record);

    /** Somebody else wrote first: load again, and look before doing anything. */
    final class Superseded extends Exception {
        public Superseded(String service, long revision) {
            super("the record of " + service + " has moved on past revision " + revision);
        }
    }
}
