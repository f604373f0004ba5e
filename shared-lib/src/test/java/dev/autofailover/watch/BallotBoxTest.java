// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autofailover.lambda.Metrics;
import dev.autofailover.vote.Opinion;
import dev.autofailover.vote.Signal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BallotBoxTest {
    private Instant now = Instant.parse("2026-11-21T10:00:00Z");
    private boolean refuses;
    private final List<List<String>> messages = new ArrayList<>();
    private final List<String> metrics = new ArrayList<>();

    @Test
    void whatOnlyRepeatsItselfWaitsUntilNobodyLooksAnyMore() {
        BallotBox box = box(3);

        assertThat(ends(box, "one", false)).isTrue();
        assertThat(ends(box, "two", false)).isTrue();
        assertThat(messages).isEmpty();
        assertThat(ends(box, "three", false)).isTrue();

        assertThat(messages).containsExactly(List.of("one", "two", "three"));
    }

    @Test
    void whatIsNewGoesAtOnceAndTakesAlongWhatWaits() {
        BallotBox box = box(3);
        ends(box, "one", false);

        assertThat(ends(box, "two", true)).isTrue();

        assertThat(messages).containsExactly(List.of("one", "two"));
    }

    @Test
    void nobodyWaitsLongForWhoIsSlow() {
        BallotBox box = box(3);
        ends(box, "one", false);
        now = now.plusSeconds(2);

        ends(box, "two", false);

        assertThat(messages).containsExactly(List.of("one", "two"));
    }

    @Test
    void whoLooksAgainIsWaitedForAgain() {
        BallotBox box = box(2);
        ends(box, "one", false);
        box.lookingAgain();
        ends(box, "two", false);
        assertThat(messages).isEmpty();

        ends(box, "one", false);

        assertThat(messages).containsExactly(List.of("one", "two"));
    }

    @Test
    void whatCouldNotBePublishedIsInTheBoxAgainAndWhoEndedItTriesAgain() {
        BallotBox box = box(2);
        ends(box, "one", false);
        refuses = true;
        assertThat(ends(box, "two", false)).isFalse();
        assertThat(box.holds(subject("one"))).isTrue();
        assertThat(metrics).singleElement().asString().contains("\"VotesUnpublished\":2");

        refuses = false;
        box.lookingAgain();

        assertThat(ends(box, "two", false)).isTrue();
        assertThat(messages).containsExactly(List.of("one", "two"));
        assertThat(box.empty()).as("nothing is left").isTrue();
        assertThat(messages).hasSize(1);
    }

    @Test
    void anEmptyBoxSendsNothing() {
        assertThat(box(1).lookedWith(false)).isTrue();

        assertThat(messages).isEmpty();
    }

    private boolean ends(BallotBox box, String observer, boolean atOnce) {
        box.cast(
                subject(observer),
                new Signal.Vote(observer, "orders", "eu-west-1", Opinion.HEALTHY, now, now, "answers", Map.of()));
        return box.lookedWith(atOnce);
    }

    private static Subject subject(String observer) {
        return new Subject("orders", observer, "orders", "eu-west-1");
    }

    private BallotBox box(int looking) {
        return new BallotBox(
                votes -> {
                    if (refuses) {
                        throw new IllegalStateException("the topic does not answer");
                    }
                    messages.add(votes.stream().map(Signal.Vote::observer).toList());
                },
                () -> now,
                new WatchMetrics(new Metrics(
                        new Metrics.Scope("Autofailover", "checker", Metrics.By.STACK), () -> now, metrics::add)),
                looking);
    }
}
