// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.orchestrator.reconcile;

import dev.autofailover.decision.Decision;
import dev.autofailover.record.RecordStore;
import dev.autofailover.record.ServiceRecord;
import dev.autofailover.vote.SiteVote;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** In a dry run: what is real is read, what is written is kept in memory, and nobody's lease stands in the way. */
public final class RehearsedStore implements RecordStore {
    private final RecordStore real;
    private final Map<String, ServiceRecord> written = new ConcurrentHashMap<>();

    public RehearsedStore(RecordStore real) {
        this.real = real;
    }

    @Override
    public Optional<ServiceRecord> load(String service) {
        return Optional.ofNullable(written.get(service))
                .or(() -> real.load(service).map(record -> record.leased(Optional.empty())));
    }

    @Override
    public List<ServiceRecord> loadAll() {
        return real.loadAll();
    }

    @Override
    public void save(ServiceRecord next) {
        written.put(next.service(), next);
    }

    @Override
    public List<SiteVote> keep(String service, List<SiteVote> votes) {
        // A vote is kept by who hears it.
        return List.of();
    }

    @Override
    public List<SiteVote> votes(String service) {
        return real.votes(service);
    }

    @Override
    public void note(String service, Decision decision) {
        // A rehearsal is no history.
    }

    @Override
    public void archive(ServiceRecord record) {
        // Nor is its run.
    }
}
