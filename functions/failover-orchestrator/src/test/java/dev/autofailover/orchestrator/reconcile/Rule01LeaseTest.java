// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.orchestrator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.autofailover.orchestrator.effect.LeaseLost;
import dev.autofailover.orchestrator.effect.PlannedCall;
import dev.autofailover.record.Pause;
import dev.autofailover.record.RecordStore.Superseded;
import dev.autofailover.record.ServiceRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** One worker at a time holds a service, and knows before each effect that it still does. */
class Rule01LeaseTest {
    private static final Instant START = Instant.parse("2026-11-21T10:00:00Z");
    private static final PlannedCall PROMOTE = PlannedCall.of("rds", "PromoteReadReplica", "eu-central-1", Map.of());

    private final MemoryRecords records = new MemoryRecords();
    private final AtomicInteger calls = new AtomicInteger();
    private Instant now = START;

    @Test
    void whatOneHoldsNobodyElseTakesUntilTheLeaseRunsOut() {
        assertThat(take("first", Duration.ofMinutes(2))).isPresent();

        assertThat(take("second", Duration.ofMinutes(2))).isEmpty();

        now = now.plus(Held.LEASE);
        assertThat(take("second", Duration.ofMinutes(2))).isPresent();
    }

    @Test
    void ofTwoWhoFoundItFreeOneTakesIt() {
        ServiceRecord free = found();

        Optional<Held> first = Held.take(records, free, "first", deadline(Duration.ofMinutes(2)), () -> now);
        Optional<Held> second = Held.take(records, free, "second", deadline(Duration.ofMinutes(2)), () -> now);

        assertThat(first).isPresent();
        assertThat(second).isEmpty();
    }

    @Test
    void aLeaseNeverOutlivesTheInvocation() {
        Held held = take("first", Duration.ofSeconds(7)).orElseThrow();

        assertThat(held.current().lease().orElseThrow().until()).isEqualTo(START.plusSeconds(7));
    }

    @Test
    void beforeAnEffectTheLeaseIsRenewedWhenItMightRunOutDuringTheCall() {
        Held held = take("first", Duration.ofMinutes(2)).orElseThrow();
        now = now.plus(Held.LEASE).minusSeconds(1);

        new LeasedEffects(held).perform(PROMOTE, calls::incrementAndGet);

        assertThat(calls).hasValue(1);
        assertThat(held.current().lease().orElseThrow().until()).isEqualTo(now.plus(Held.LEASE));
    }

    @Test
    void whoseLeaseWasTakenOverMakesNoCall() {
        Held late = take("first", Duration.ofMinutes(2)).orElseThrow();
        now = now.plus(Held.LEASE).plusSeconds(1);
        assertThat(take("second", Duration.ofMinutes(2))).isPresent();

        assertThatThrownBy(() -> new LeasedEffects(late).perform(PROMOTE, calls::incrementAndGet))
                .isInstanceOf(LeaseLost.class);
        assertThatThrownBy(() -> late.update(record -> record.acknowledged().paused(pause())))
                .isInstanceOf(LeaseLost.class);
        assertThat(calls).hasValue(0);
        assertThat(records.load("orders").orElseThrow().pause()).isEmpty();
    }

    @Test
    void whoseTimeIsUpBeforeTheCallWouldEndMakesNoCall() {
        Held held = take("first", Duration.ofSeconds(10)).orElseThrow();
        now = now.plusSeconds(7);

        assertThatThrownBy(() -> new LeasedEffects(held).perform(PROMOTE, calls::incrementAndGet))
                .isInstanceOf(LeaseLost.class);
        assertThat(calls).hasValue(0);
    }

    @Test
    void whatACommandWritesBesideTheLeaseIsKeptUnderTheHoldersNextWrite() throws Superseded {
        Held held = take("first", Duration.ofMinutes(2)).orElseThrow();
        records.save(records.load("orders").orElseThrow().paused(pause()).nextRevision());

        now = now.plus(Held.LEASE.dividedBy(2));
        held.update(ServiceRecord::acknowledged);

        assertThat(records.load("orders").orElseThrow().pause()).isPresent();
        assertThat(held.current().pause()).isPresent();
    }

    private ServiceRecord found() {
        return records.load("orders").orElseGet(() -> ServiceRecord.first("orders", "ireland"));
    }

    private Optional<Held> take(String owner, Duration remaining) {
        return Held.take(records, found(), owner, deadline(remaining), () -> now);
    }

    private Deadline deadline(Duration remaining) {
        return new Deadline(now.plus(remaining));
    }

    private Pause pause() {
        return new Pause("maria", "storm", now);
    }
}
