// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.orchestrator.reconcile;

import dev.autofailover.orchestrator.effect.LeaseLost;
import dev.autofailover.record.Lease;
import dev.autofailover.record.RecordStore;
import dev.autofailover.record.RecordStore.Superseded;
import dev.autofailover.record.ServiceRecord;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The record of one service under one worker's lease.
 *
 * <p>Every write is conditional on the revision. Where somebody else has written (a command that pauses, news of a repair), the change is
 * made anew on what they wrote, as long as the lease in it is still ours; else the worker stops at once. Only a lease's holder changes the run.
 */
public final class Held {
    private static final Logger LOG = LoggerFactory.getLogger(Held.class);

    /** Long enough for the longest single thing a worker does between two writes, short enough that a dead worker's service waits for no more. */
    static final Duration LEASE = Duration.ofSeconds(20);

    private static final int TRIES = 10;

    private final RecordStore records;
    private final String owner;
    private final Deadline deadline;
    private final InstantSource clock;
    private ServiceRecord current;

    private Held(RecordStore records, String owner, Deadline deadline, InstantSource clock, ServiceRecord current) {
        this.records = records;
        this.owner = owner;
        this.deadline = deadline;
        this.clock = clock;
        this.current = current;
    }

    /**
     * Takes the record that was found, if nobody else holds or takes it.
     *
     * @param owner unique to this invocation
     */
    static Optional<Held> take(
            RecordStore records, ServiceRecord found, String owner, Deadline deadline, InstantSource clock) {
        if (isHeld(found, clock.instant())) {
            return Optional.empty();
        }
        Held held = new Held(records, owner, deadline, clock, found);
        try {
            ServiceRecord taken = held.leased(found);
            records.save(taken);
            held.current = taken;
            return Optional.of(held);
        } catch (Superseded raced) {
            return Optional.empty();
        }
    }

    /** Whether somebody's lease on it has not run out. */
    static boolean isHeld(ServiceRecord record, Instant now) {
        return record.lease().filter(lease -> now.isBefore(lease.until())).isPresent();
    }

    synchronized ServiceRecord current() {
        return current;
    }

    /**
     * Saves what {@code change} makes of the record, and renews the lease.
     *
     * @param change may be asked again, with a newer record
     * @throws LeaseLost when somebody else holds the record now, or the invocation's time is up
     */
    synchronized void update(UnaryOperator<ServiceRecord> change) {
        for (int tries = 0; tries < TRIES; tries++) {
            ServiceRecord wanted = change.apply(current);
            if (wanted.equals(current) && outlasts(LEASE.dividedBy(2))) {
                return;
            }
            ServiceRecord next = leased(wanted);
            try {
                records.save(next);
                current = next;
                return;
            } catch (Superseded superseded) {
                reload(superseded);
            }
        }
        throw new LeaseLost("the record of " + current.service() + " is being written too often");
    }

    /**
     * Saves {@code next} unless the record is no longer the one it was made from.
     *
     * @return whether it was saved; when not, {@link #current} is the newer one
     */
    synchronized boolean replace(ServiceRecord base, ServiceRecord next) {
        if (!current.equals(base)) {
            return false;
        }
        ServiceRecord saved = leased(next);
        try {
            records.save(saved);
            current = saved;
            return true;
        } catch (Superseded superseded) {
            reload(superseded);
            return false;
        }
    }

    /** Makes sure that nobody else can hold the record for so long from now. */
    synchronized void outlast(Duration howLong) {
        if (!outlasts(howLong)) {
            update(UnaryOperator.identity());
        }
        if (!outlasts(howLong)) {
            throw new LeaseLost("the invocation's time is up");
        }
    }

    /** Lets the record go, if it is still ours. */
    synchronized void release() {
        try {
            ServiceRecord free = current.leased(Optional.empty()).nextRevision();
            records.save(free);
            current = free;
        } catch (Superseded taken) {
            LOG.info("not released: {}", taken.getMessage());
        } catch (RuntimeException failure) {
            // The lease runs out by itself.
            LOG.warn("not released", failure);
        }
    }

    private boolean outlasts(Duration howLong) {
        Instant needed = clock.instant().plus(howLong);
        return current.lease().filter(lease -> lease.until().isAfter(needed)).isPresent();
    }

    /** A lease never outlives the invocation: after that nobody is there who could use it. */
    private ServiceRecord leased(ServiceRecord record) {
        Instant now = clock.instant();
        Instant until = now.plus(LEASE).isBefore(deadline.end()) ? now.plus(LEASE) : deadline.end();
        if (!until.isAfter(now)) {
            throw new LeaseLost("the invocation's time is up");
        }
        return record.leased(Optional.of(new Lease(owner, until))).nextRevision();
    }

    private void reload(Superseded superseded) {
        ServiceRecord found = records.load(current.service())
                .orElseThrow(() -> new LeaseLost("the record of " + current.service() + " is gone"));
        if (found.lease().filter(lease -> lease.owner().equals(owner)).isEmpty()) {
            throw new LeaseLost(superseded.getMessage() + "; another worker holds it");
        }
        current = found;
    }
}
