// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.orchestrator.signal;

import dev.autofailover.orchestrator.tell.OrchestratorMetrics;
import dev.autofailover.plan.Plan;
import dev.autofailover.plan.PlanVersion;
import dev.autofailover.record.HeardOf;
import dev.autofailover.record.RecordStore;
import dev.autofailover.record.ServiceRecord;
import dev.autofailover.vote.Opinion;
import dev.autofailover.vote.Recognition;
import dev.autofailover.vote.Signal;
import dev.autofailover.vote.SiteVote;
import java.time.InstantSource;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps what was heard with every service that it speaks for. Order and repetition don't matter: the newest is kept. */
public final class SignalIntake {
    private static final Logger LOG = LoggerFactory.getLogger(SignalIntake.class);
    private static final int TRIES = 10;

    private final RecordStore records;
    private final OrchestratorMetrics metrics;
    private final InstantSource clock;

    public SignalIntake(RecordStore records, OrchestratorMetrics metrics, InstantSource clock) {
        this.records = records;
        this.metrics = metrics;
        this.clock = clock;
    }

    /** Keeps all of them. Returns the plans of the services that something new was heard of. */
    public Collection<PlanVersion> keep(List<Signal> signals, List<PlanVersion> plans) {
        Map<String, PlanVersion> concerned = new LinkedHashMap<>();
        long unknown = 0;
        for (Signal signal : signals) {
            if (Recognition.isFromTheFuture(signal, clock.instant())) {
                LOG.warn("dropped, from the future: {}", signal);
                continue;
            }
            boolean known = false;
            for (PlanVersion version : plans) {
                for (Recognition recognised : Recognition.in(version.plan(), signal)) {
                    if (isNews(version.plan(), recognised, signal)) {
                        concerned.put(version.plan().service(), version);
                    }
                    known = true;
                }
            }
            if (!known) {
                unknown++;
                LOG.warn("no plan names it: {}", signal);
            }
        }
        metrics.heard(signals, unknown);
        return concerned.values();
    }

    /** Keeps it, and says whether somebody should look before the next tick does. */
    private boolean isNews(Plan plan, Recognition recognised, Signal signal) {
        switch (signal) {
            case Signal.Vote vote -> {
                SiteVote now = known(plan, recognised.siteVote(vote));
                Optional<SiteVote> before = records.keep(plan.service(), now);
                return before.filter(last -> saysTheSame(last, now, plan)).isEmpty();
            }
            case Signal.Repair repair ->
                edit(
                        plan,
                        record -> record.heardOfRepair(
                                recognised.site(), new HeardOf(repair.at(), repair.ended(), repair.reason())));
            case Signal.PromotionBlock block ->
                edit(
                        plan,
                        record -> record.heardOfBlock(
                                recognised.site(), new HeardOf(block.at(), block.lifted(), block.reason())));
        }
        return true;
    }

    /**
     * Whether an observer only repeats in time that all is well. Nearly every vote does, and each look costs calls to both Regions; the
     * tick looks every minute anyway. Any other vote is looked at, also one that came before and was refused: whoever kept it may have
     * died before looking.
     */
    private static boolean saysTheSame(SiteVote last, SiteVote now, Plan plan) {
        return last.opinion() == Opinion.HEALTHY
                && now.opinion() == Opinion.HEALTHY
                && now.at().isBefore(last.at().plus(plan.observers().fresh()));
    }

    /** With the beginning of the trouble as far as it is known here. */
    private SiteVote known(Plan plan, SiteVote vote) {
        if (vote.opinion() == Opinion.HEALTHY) {
            return vote;
        }
        return records.votes(plan.service()).stream()
                .map(before -> vote.goingOnFrom(before, plan.observers().fresh()))
                .filter(longer -> !longer.equals(vote))
                .findFirst()
                .orElse(vote);
    }

    /** Writes beside a lease that somebody may hold, and leaves it to them. */
    private void edit(Plan plan, UnaryOperator<ServiceRecord> change) {
        for (int tries = 0; tries < TRIES; tries++) {
            Optional<ServiceRecord> found = records.load(plan.service());
            ServiceRecord record = found.orElseGet(() -> ServiceRecord.first(plan.service(), plan.prefers()));
            ServiceRecord next = change.apply(record);
            if (next.equals(record)) {
                return;
            }
            try {
                records.save(next.nextRevision());
                return;
            } catch (RecordStore.Superseded superseded) {
                LOG.debug("once more", superseded);
            }
        }
        throw new IllegalStateException("the record of " + plan.service() + " is being written too often");
    }
}
