// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.watch;

import dev.autofailover.lambda.Metrics;
import dev.autofailover.lambda.SideBySide;
import dev.autofailover.vote.Opinion;
import dev.autofailover.vote.Signal;
import dev.autofailover.watch.CheckResult.Ailing;
import dev.autofailover.watch.CheckResult.Failed;
import dev.autofailover.watch.CheckResult.Inconclusive;
import dev.autofailover.watch.CheckResult.Passed;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** One observer of two databases on a clock that moves only when somebody waits. */
final class Scene {
    static final Passed OK = new Passed("answers", Map.of());
    static final Failed DEAD = new Failed("no answer", Map.of(), false);
    static final Failed READ_ONLY = new Failed("takes no write", Map.of(), true);
    static final Ailing FULL = new Ailing("too many clients", Map.of());
    static final Inconclusive REFUSED = new Inconclusive("password refused", Map.of(), true);
    static final Instant START = Instant.parse("2026-11-21T10:00:00Z");

    final List<Signal.Vote> published = new ArrayList<>();
    final List<String> metrics = new ArrayList<>();
    final List<String> looks = new ArrayList<>();
    final Memory memory = new Memory();
    Instant now = START;
    Duration every = Duration.ofSeconds(60);
    int tries = 2;
    /** How many publications there were. */
    int messages;
    /** How many publications fail from now on. */
    int refusals;

    private final Map<String, CheckResult> results = new HashMap<>(Map.of("orders", OK, "orders-replica", OK));
    private final Map<Instant, Runnable> events = new HashMap<>();

    void is(String database, CheckResult result) {
        results.put(database, result);
    }

    /** From that second on. */
    void after(int seconds, String database, CheckResult result) {
        events.merge(START.plusSeconds(seconds), () -> is(database, result), (one, other) -> () -> {
            one.run();
            other.run();
        });
    }

    /** One invocation, which Lambda gives a little more than a minute. */
    void invoke() {
        SideBySide inTurn = new SideBySide() {
            @Override
            public <T> List<T> all(List<? extends Supplier<T>> tasks) {
                return tasks.stream().<T>map(Supplier::get).toList();
            }
        };
        Post post = new Post(
                memory,
                this::publish,
                () -> now,
                this::pause,
                new WatchMetrics(new Metrics(
                        new Metrics.Scope("Autofailover", "checker", Metrics.By.STACK), () -> now, metrics::add)));
        Beat beat = new Beat(
                "orders",
                "from-stockholm",
                new Beat.Rhythm(every, tries, Duration.ofSeconds(90), Duration.ofSeconds(3)),
                List.of(target("orders", "eu-west-1"), target("orders-replica", "eu-central-1")));
        new Rota(post, new Crew(inTurn, inTurn)).keep(List.of(beat), new Shift(now, Duration.ofSeconds(65)));
    }

    List<Opinion> saidOf(String database) {
        return published.stream()
                .filter(vote -> vote.resource().equals(database))
                .map(Signal.Vote::opinion)
                .toList();
    }

    long looksAt(String database) {
        return looks.stream().filter(database::equals).count();
    }

    private Target target(String database, String region) {
        return new Target(new Subject("orders", "from-stockholm", database, region), () -> {
            looks.add(database);
            return results.getOrDefault(database, OK);
        });
    }

    private void publish(List<Signal.Vote> votes) {
        if (refusals > 0) {
            refusals--;
            throw new IllegalStateException("the topic does not answer");
        }
        messages++;
        published.addAll(votes);
    }

    private void pause(Duration howLong) {
        Instant until = now.plus(howLong);
        events.keySet().stream()
                .filter(at -> at.isAfter(now) && !at.isAfter(until))
                .sorted()
                .toList()
                .forEach(at -> events.getOrDefault(at, () -> {}).run());
        now = until;
    }
}
