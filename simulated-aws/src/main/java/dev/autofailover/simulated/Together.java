// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.simulated;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/** Several tasks side by side, and the wait for all of them. */
final class Together {
    private Together() {}

    private record Ended<T>(Optional<T> result, Optional<Throwable> thrown) {}

    static <T> List<T> all(SimulatedTime time, List<? extends Supplier<T>> tasks) {
        List<AtomicReference<Ended<T>>> ends = new ArrayList<>();
        List<SimulatedTime.Gate> gates = new ArrayList<>();
        List<SimulatedTime.Running> running = new ArrayList<>();
        for (Supplier<T> task : tasks) {
            AtomicReference<Ended<T>> end =
                    new AtomicReference<>(new Ended<>(Optional.empty(), Optional.of(new SimulatedTime.Stopped())));
            SimulatedTime.Gate gate = time.gate();
            ends.add(end);
            gates.add(gate);
            running.add(time.start(Life.handDown(() -> {
                try {
                    end.set(run(task));
                } finally {
                    gate.open();
                }
            })));
        }
        try {
            gates.forEach(SimulatedTime.Gate::await);
        } catch (SimulatedTime.Stopped stopped) {
            running.forEach(SimulatedTime.Running::stop);
            throw stopped;
        }
        ends.stream()
                .map(end -> end.get().thrown())
                .flatMap(Optional::stream)
                .findFirst()
                .ifPresent(Together::rethrow);
        return ends.stream().map(end -> end.get().result().orElseThrow()).toList();
    }

    private static <T> Ended<T> run(Supplier<T> task) {
        try {
            return new Ended<>(Optional.of(task.get()), Optional.empty());
        } catch (SimulatedTime.Stopped stopped) {
            throw stopped;
        } catch (Throwable thrown) {
            return new Ended<>(Optional.empty(), Optional.of(thrown));
        }
    }

    private static void rethrow(Throwable thrown) {
        switch (thrown) {
            case Error error -> throw error;
            case RuntimeException exception -> throw exception;
            default -> throw new IllegalStateException(thrown);
        }
    }
}
