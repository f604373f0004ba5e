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

/** Records in memory, with the store's condition: each write is the next revision. */
final class MemoryRecords implements RecordStore {
    private final Map<String, ServiceRecord> records = new ConcurrentHashMap<>();

    @Override
    public Optional<ServiceRecord> load(String service) {
        return Optional.ofNullable(records.get(service));
    }

    @Override
    public List<ServiceRecord> loadAll() {
        return List.copyOf(records.values());
    }

    @Override
    public synchronized void save(ServiceRecord next) throws Superseded {
        long stored = load(next.service()).map(ServiceRecord::revision).orElse(0L);
        if (next.revision() != stored + 1) {
            throw new Superseded(next.service(), next.revision() - 1);
        }
        records.put(next.service(), next);
    }

    @Override
    public Optional<SiteVote> keep(String service, SiteVote vote) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<SiteVote> votes(String service) {
        return List.of();
    }

    @Override
    public void note(String service, Decision decision) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void archive(ServiceRecord record) {
        throw new UnsupportedOperationException();
    }
}
