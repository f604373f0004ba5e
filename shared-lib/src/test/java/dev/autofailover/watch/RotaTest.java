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
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class RotaTest {
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
    private static final Shift SHIFT = new Shift(NOW, Duration.ofSeconds(60));

    private final Queue<String> said = new ConcurrentLinkedQueue<>();

    @Test
    void aSlowObserverDelaysNoneOfTheOthers() throws InterruptedException {
        CountDownLatch othersHaveSpoken = new CountDownLatch(2);
        Beat slow = beat("slow", () -> {
            // Ends only when the others have published: were they to wait for it, nobody would ever end.
            boolean spoken = await(othersHaveSpoken);
            return new CheckResult.Passed(spoken ? "after the others" : "nobody else spoke", Map.of());
        });

        rota(64, vote -> {
                    said.add(vote.reason());
                    othersHaveSpoken.countDown();
                })
                .keep(List.of(slow, beat("one", () -> Scene.OK), beat("two", () -> Scene.OK)), SHIFT);

        assertThat(said).containsExactly("answers", "answers", "after the others");
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

        assertThat(said).hasSize(50).doesNotHaveDuplicates();
    }

    private static Beat beat(String observer, Check check) {
        Subject subject = new Subject("orders", observer, "orders", "eu-west-1");
        return new Beat(
                "orders",
                observer,
                new Beat.Rhythm(Duration.ofSeconds(60), 2, Duration.ofSeconds(90), Duration.ofSeconds(3)),
                List.of(new Target(subject, check)));
    }

    private static Rota rota(int places, Consumer<Signal.Vote> publish) {
        Post post = new Post(
                new Memory(),
                signal -> publish.accept((Signal.Vote) signal),
                () -> NOW,
                howLong -> {},
                new WatchMetrics(
                        new Metrics(new Metrics.Scope("Autofailover", "checker", false), () -> NOW, line -> {})));
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
