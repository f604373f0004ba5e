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
import java.util.concurrent.CopyOnWriteArrayList;

/** Records and votes in memory, with the store's condition: each write is the next revision. */
final class MemoryRecords implements RecordStore {
    private final Map<String, ServiceRecord> records = new ConcurrentHashMap<>();
    private final Map<String, SiteVote> votes = new ConcurrentHashMap<>();
    private final List<Decision> history = new CopyOnWriteArrayList<>();
    private String awaited = "";
    private int loadsUntil;
    private Runnable meanwhile = () -> {};

    /** Does that once, before somebody loads that service's record for the n-th time from now. */
    void beforeLoad(String service, int nth, Runnable happens) {
        awaited = service;
        loadsUntil = nth;
        meanwhile = happens;
    }

    /** Nobody has ever said anything. */
    void forgetVotes() {
        votes.clear();
    }

    @Override
    public Optional<ServiceRecord> load(String service) {
        if (service.equals(awaited) && --loadsUntil == 0) {
            meanwhile.run();
        }
        return stored(service);
    }

    private Optional<ServiceRecord> stored(String service) {
        return Optional.ofNullable(records.get(service));
    }

    @Override
    public List<ServiceRecord> loadAll() {
        return List.copyOf(records.values());
    }

    @Override
    public synchronized void save(ServiceRecord next) throws Superseded {
        long revision = stored(next.service()).map(ServiceRecord::revision).orElse(0L);
        if (next.revision() != revision + 1) {
            throw new Superseded(next.service(), next.revision() - 1);
        }
        records.put(next.service(), next);
    }

    @Override
    public List<SiteVote> keep(String service, List<SiteVote> kept) {
        return kept.stream()
                .flatMap(vote -> Optional.ofNullable(votes.put(vote.observer() + "/" + vote.site(), vote)).stream())
                .toList();
    }

    @Override
    public List<SiteVote> votes(String service) {
        return List.copyOf(votes.values());
    }

    /** The service's history of decisions, oldest first. */
    List<Decision> history() {
        return List.copyOf(history);
    }

    @Override
    public void note(String service, Decision decision) {
        history.add(decision);
    }

    @Override
    public void archive(ServiceRecord record) {}
}
