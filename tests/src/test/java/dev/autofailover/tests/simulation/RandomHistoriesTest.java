// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.tests.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autofailover.tests.simulation.History.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/**
 * Random histories of faults, and the rules that hold in all of them. {@code -Dsimulation.seed=N} replays the one that failed and prints
 * it; {@code -Dsimulation.histories=N} makes more of them, {@code -Dsimulation.first=N} others.
 */
class RandomHistoriesTest {
    private static final int HISTORIES = Integer.getInteger("simulation.histories", 200);
    private static final long FIRST = Long.getLong("simulation.first", 1);
    /** So many are enough on a slow machine. */
    private static final Duration ENOUGH = Duration.ofSeconds(Integer.getInteger("simulation.seconds", 30));

    @Test
    void noHistoryBreaksARule() throws InterruptedException, ExecutionException {
        Optional<Long> only = Optional.ofNullable(Long.getLong("simulation.seed"));
        if (only.isPresent()) {
            Outcome outcome = History.of(only.get());
            outcome.lines().forEach(System.out::println);
            assertThat(outcome.violations()).isEmpty();
            return;
        }
        List<Outcome> outcomes = many();
        System.out.printf(
                "%d histories, %d runs, %d of the histories ended on the other site%n",
                outcomes.size(),
                outcomes.stream().mapToInt(Outcome::runs).sum(),
                outcomes.stream().filter(Outcome::moved).count());
        List<String> failures = outcomes.stream()
                .filter(outcome -> !outcome.violations().isEmpty())
                .map(outcome -> "replay with -Dsimulation.seed=" + outcome.seed() + ": " + outcome.violations())
                .toList();
        assertThat(failures).isEmpty();
        assertThat(outcomes).as("histories that did something").anyMatch(outcome -> outcome.runs() > 0);
    }

    private static List<Outcome> many() throws InterruptedException, ExecutionException {
        Instant until = Instant.now().plus(ENOUGH);
        AtomicLong next = new AtomicLong(FIRST);
        List<Future<List<Outcome>>> workers = new ArrayList<>();
        // On virtual threads, for a history hands over from one to the next all the time, and there are enough to keep
        // every processor busy.
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 2 * Runtime.getRuntime().availableProcessors(); i++) {
                workers.add(threads.submit(() -> some(next, until)));
            }
        }
        List<Outcome> all = new ArrayList<>();
        for (Future<List<Outcome>> worker : workers) {
            all.addAll(worker.get());
        }
        return all;
    }

    private static List<Outcome> some(AtomicLong next, Instant until) {
        List<Outcome> outcomes = new ArrayList<>();
        while (Instant.now().isBefore(until)) {
            long seed = next.getAndIncrement();
            if (seed >= FIRST + HISTORIES) {
                break;
            }
            outcomes.add(History.of(seed));
        }
        return outcomes;
    }
}
