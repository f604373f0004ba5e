// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.orchestrator.signal;

import dev.autofailover.lambda.SideBySide;
import dev.autofailover.message.Signals;
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
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps what was heard with every service that it speaks for. Order and repetition don't matter: the newest is kept. */
public final class SignalIntake {
    private static final Logger LOG = LoggerFactory.getLogger(SignalIntake.class);
    private static final int TRIES = 10;

    private final RecordStore records;
    private final SideBySide services;
    private final OrchestratorMetrics metrics;
    private final InstantSource clock;

    /**
     * An intake that keeps signals there.
     *
     * @param services how what was heard of several services is kept
     */
    public SignalIntake(RecordStore records, SideBySide services, OrchestratorMetrics metrics, InstantSource clock) {
        this.records = records;
        this.services = services;
        this.metrics = metrics;
        this.clock = clock;
    }

    /** A signal, and whom it speaks for. */
    private record Heard(Signal signal, Recognition as) {}

    /** Keeps all of them. Returns the plans of the services that something new was heard of. */
    public Collection<PlanVersion> keep(List<Signal> signals, List<PlanVersion> plans) {
        List<Signal> ofNow = signals.stream().filter(this::isOfNow).toList();
        // By identity: what a record says of its equality takes method handles, which each start would have to make.
        Set<Signal> known = Collections.newSetFromMap(new IdentityHashMap<>());
        List<Supplier<Optional<PlanVersion>>> concerned = new ArrayList<>();
        for (PlanVersion version : plans) {
            List<Heard> heard = ofNow.stream()
                    .flatMap(signal ->
                            Recognition.in(version.plan(), signal).stream().map(as -> new Heard(signal, as)))
                    .toList();
            if (!heard.isEmpty()) {
                heard.forEach(each -> known.add(each.signal()));
                concerned.add(() -> isNews(version.plan(), heard) ? Optional.of(version) : Optional.empty());
            }
        }
        List<Signal> unknown =
                ofNow.stream().filter(signal -> !known.contains(signal)).toList();
        unknown.forEach(
                signal -> LOG.warn("no plan names it, said by {}: {}", signal.observer(), Signals.words(signal)));
        metrics.heard(signals, unknown.size());
        return services.all(concerned).stream().flatMap(Optional::stream).toList();
    }

    private boolean isOfNow(Signal signal) {
        boolean ofNow = !Recognition.isFromTheFuture(signal, clock.instant());
        if (!ofNow) {
            LOG.warn("dropped, from the future, said by {}: {}", signal.observer(), Signals.words(signal));
        }
        return ofNow;
    }

    /** Keeps what was heard of one service, and says whether somebody should look before the next tick does. */
    private boolean isNews(Plan plan, List<Heard> heard) {
        List<SiteVote> votes = new ArrayList<>();
        for (Heard each : heard) {
            String site = each.as().site();
            switch (each.signal()) {
                case Signal.Vote vote -> votes.add(each.as().siteVote(vote));
                case Signal.Repair repair ->
                    edit(
                            plan,
                            record -> record.heardOfRepair(
                                    site, new HeardOf(repair.at(), repair.ended(), repair.reason())));
                case Signal.PromotionBlock block ->
                    edit(
                            plan,
                            record ->
                                    record.heardOfBlock(site, new HeardOf(block.at(), block.lifted(), block.reason())));
            }
        }
        return !allRepeat(plan, votes) || votes.size() < heard.size();
    }

    /** Keeps the votes, and says whether each of them only repeats what was known. */
    private boolean allRepeat(Plan plan, List<SiteVote> votes) {
        List<SiteVote> known = known(plan, votes);
        List<SiteVote> replaced = records.keep(plan.service(), known);
        return known.stream().allMatch(now -> replaced.stream().anyMatch(last -> saysTheSame(last, now, plan)));
    }

    /**
     * Whether an observer only repeats in time that all is well. Nearly every vote does, and each look costs calls to both Regions; the
     * tick looks every minute anyway. Any other vote is looked at, also one that came before and was refused: whoever kept it may have
     * died before looking.
     */
    private static boolean saysTheSame(SiteVote last, SiteVote now, Plan plan) {
        return last.observer().equals(now.observer())
                && last.site().equals(now.site())
                && last.opinion() == Opinion.HEALTHY
                && now.opinion() == Opinion.HEALTHY
                && now.at().isBefore(last.at().plus(plan.observers().fresh()));
    }

    /** With the beginning of the trouble as far as it is known here. */
    private List<SiteVote> known(Plan plan, List<SiteVote> votes) {
        if (votes.stream().allMatch(vote -> vote.opinion() == Opinion.HEALTHY)) {
            return votes;
        }
        List<SiteVote> before = records.votes(plan.service());
        return votes.stream()
                .map(vote -> before.stream()
                        .map(earlier ->
                                vote.goingOnFrom(earlier, plan.observers().fresh()))
                        .filter(longer -> !longer.equals(vote))
                        .findFirst()
                        .orElse(vote))
                .toList();
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
