// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.simulated;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** What is broken in the simulated world right now. */
public final class Faults {
    private final SimulatedTime time;
    private final List<Fault> faults = new CopyOnWriteArrayList<>();
    private final List<Consumer<String>> lossListeners = new CopyOnWriteArrayList<>();
    private final List<Waiting> waiting = new CopyOnWriteArrayList<>();

    private record Waiting(String region, Runnable task) {}

    Faults(SimulatedTime time) {
        this.time = time;
    }

    /** Begins a fault that lasts until it is lifted. */
    public Fault begin(Scope scope, Effect effect) {
        return begin(scope, effect, Integer.MAX_VALUE);
    }

    /** Begins a fault that strikes the first {@code calls} calls only. */
    public Fault begin(Scope scope, Effect effect, int calls) {
        List<Fault> self = new ArrayList<>();
        Fault fault = new Fault(scope, effect, calls, time.gate(), () -> {
            faults.removeAll(self);
            goOn();
        });
        self.add(fault);
        faults.add(fault);
        if (effect.takesAway()) {
            scope.wholeRegion().ifPresent(region -> lossListeners.forEach(listener -> listener.accept(region)));
        }
        return fault;
    }

    /** Lifts every fault. */
    public void liftAll() {
        List.copyOf(faults).forEach(Fault::lift);
    }

    /** Whether the whole Region is gone: nothing runs in it, nothing is delivered out of it. */
    public boolean isGone(String region) {
        return faults.stream()
                .anyMatch(fault -> fault.effect().takesAway()
                        && !fault.over()
                        && fault.scope().wholeRegion().equals(Optional.of(region)));
    }

    /** Whether {@code service} can't be reached in {@code region} by AWS's own deliveries, such as SNS calling Lambda. */
    public boolean isGone(String region, String service) {
        return faults.stream()
                .anyMatch(fault -> fault.effect().takesAway()
                        && !fault.over()
                        && fault.scope().operation().isEmpty()
                        && fault.scope().caller().isEmpty()
                        && fault.scope().covers(region, service, "", ""));
    }

    /** Starts {@code task} once {@code region} is there (again). */
    public void whenBack(String region, Runnable task) {
        waiting.add(new Waiting(region, task));
        goOn();
    }

    private void goOn() {
        for (Waiting one : List.copyOf(waiting)) {
            if (!isGone(one.region()) && waiting.remove(one)) {
                time.at(time.instant(), one.task());
            }
        }
    }

    /** Tells {@code listener} of every Region that goes away from now on. */
    public void onRegionLoss(Consumer<String> listener) {
        lossListeners.add(listener);
    }

    /** The faults that strike this call, in the order in which they were begun; each counts it. */
    List<Fault> striking(Call call, String operation, Caller caller) {
        return faults.stream()
                .filter(fault -> fault.scope().covers(call.region(), call.service(), operation, caller.name()))
                .filter(Fault::strike)
                .toList();
    }
}
