// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.watch;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.autofailover.lambda.Metrics;
import dev.autofailover.vote.Signal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class RotaTest {
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
    private static final Shift SHIFT = new Shift(NOW, Duration.ofSeconds(60));

    private final Set<String> said = ConcurrentHashMap.newKeySet();
    private final Set<String> reasons = ConcurrentHashMap.newKeySet();
    private final AtomicInteger messages = new AtomicInteger();
    private final AtomicReference<Instant> now = new AtomicReference<>(NOW);

    @Test
    void aSlowObserverDelaysNoNewsOfTheOthers() throws InterruptedException {
        CountDownLatch othersHaveSpoken = new CountDownLatch(2);
        Beat slow = beat("slow", () -> {
            // Ends only when the others have published: were they to wait for it, nobody would ever end.
            boolean spoken = await(othersHaveSpoken);
            return new CheckResult.Passed(spoken ? "after the others" : "nobody else spoke", Map.of());
        });

        rota(64, vote -> {
                    if (said.add(vote.observer() + " " + vote.opinion())) {
                        othersHaveSpoken.countDown();
                    }
                    reasons.add(vote.reason());
                })
                .keep(List.of(slow, beat("one", () -> Scene.FULL), beat("two", () -> Scene.FULL)), SHIFT);

        assertThat(said).contains("one SUSPECT", "two SUSPECT", "slow HEALTHY");
        assertThat(reasons).contains("after the others");
    }

    @Test
    void whatAllObserversSayOfAQuietMinuteIsOneMessage() {
        rota(64, vote -> said.add(vote.observer()))
                .keep(
                        List.of(
                                beat("one", () -> Scene.OK),
                                beat("two", () -> Scene.OK),
                                beat("three", () -> Scene.OK)),
                        SHIFT);

        assertThat(said).containsExactlyInAnyOrder("one", "two", "three");
        assertThat(messages).hasValue(1);
    }

    @Test
    void aCheckThatBreaksCostsNobodyElseTheirVote() {
        Beat broken = beat("broken", () -> {
            throw new IllegalStateException("a mistake of ours");
        });

        rota(64, vote -> said.add(vote.observer())).keep(List.of(broken, beat("one", () -> Scene.OK)), SHIFT);

        assertThat(said).containsExactly("one");
    }

    @Test
    void moreObserversThanPlacesAllGetTheirTurn() {
        List<Beat> many = java.util.stream.IntStream.range(0, 50)
                .mapToObj(n -> beat("observer-" + n, () -> Scene.OK))
                .toList();

        rota(2, vote -> said.add(vote.observer())).keep(many, SHIFT);

        assertThat(said).hasSize(50);
    }

    private static Beat beat(String observer, Check check) {
        Subject subject = new Subject("orders", observer, "orders", "eu-west-1");
        return new Beat(
                "orders",
                observer,
                new Beat.Rhythm(Duration.ofSeconds(60), 2, Duration.ofSeconds(90), Duration.ofSeconds(3)),
                List.of(new Target(subject, check)));
    }

    private Rota rota(int places, Consumer<Signal.Vote> publish) {
        Post post = new Post(
                new Memory(),
                votes -> {
                    messages.incrementAndGet();
                    votes.forEach(publish);
                },
                now::get,
                howLong -> now.updateAndGet(before -> before.plus(howLong)),
                new WatchMetrics(new Metrics(
                        new Metrics.Scope("Autofailover", "checker", Metrics.By.STACK), now::get, line -> {})));
        return new Rota(post, Crew.onVirtualThreads(places));
    }

    private static boolean await(CountDownLatch latch) {
        try {
            return latch.await(20, SECONDS);
        } catch (InterruptedException stopped) {
            return false;
        }
    }
}
