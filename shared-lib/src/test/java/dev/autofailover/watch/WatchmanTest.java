// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.watch;

import static dev.autofailover.vote.Opinion.DOWN;
import static dev.autofailover.vote.Opinion.HEALTHY;
import static dev.autofailover.vote.Opinion.SUSPECT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.autofailover.vote.Signal;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class WatchmanTest {
    private final Scene scene = new Scene();

    @Test
    void whileAllIsWellItLooksOnceSaysSoAndLeaves() {
        scene.invoke();

        assertThat(scene.looks).containsExactly("orders", "orders-replica");
        assertThat(scene.saidOf("orders")).containsExactly(HEALTHY);
        assertThat(scene.saidOf("orders-replica")).containsExactly(HEALTHY);
        assertThat(scene.messages).as("both in one").isEqualTo(1);
        assertThat(scene.now).isEqualTo(Scene.START);
    }

    @Test
    void whenACheckFailsItStaysRetriesAndSaysDownAfterTheTries() {
        scene.is("orders", Scene.DEAD);
        scene.tries = 3;

        scene.invoke();

        assertThat(scene.saidOf("orders")).startsWith(SUSPECT, DOWN);
        Signal.Vote down = scene.published.stream()
                .filter(vote -> vote.opinion() == DOWN)
                .findFirst()
                .orElseThrow();
        assertThat(down.at()).isEqualTo(Scene.START.plusSeconds(2));
        assertThat(down.since()).isEqualTo(Scene.START);
        assertThat(down.reason()).isEqualTo("no answer (3 in a row, 3 make DOWN)");
        assertThat(down.evidence()).containsEntry("checksInARow", "3").containsKey("latencyMillis");
    }

    @Test
    void aShorterIntervalIsKeptUntilShortlyBeforeTheMinuteIsOver() {
        scene.every = Duration.ofSeconds(5);

        scene.invoke();

        assertThat(scene.looksAt("orders")).isEqualTo(12);
        assertThat(scene.now).isEqualTo(Scene.START.plusSeconds(55));
    }

    @Test
    void anOpinionIsPublishedWhenItChangesAndNotAtEveryCheck() {
        scene.every = Duration.ofSeconds(5);
        scene.after(10, "orders", Scene.DEAD);
        scene.after(20, "orders", Scene.OK);

        scene.invoke();

        assertThat(scene.saidOf("orders")).containsExactly(HEALTHY, SUSPECT, DOWN, SUSPECT, HEALTHY);
        assertThat(scene.looksAt("orders")).isGreaterThan(12);
    }

    @Test
    void anOpinionThatLastsIsSaidAgainBeforeItGoesStale() {
        scene.every = Duration.ofSeconds(5);

        scene.invoke();

        assertThat(scene.published.stream()
                        .filter(vote -> vote.resource().equals("orders"))
                        .map(vote -> Duration.between(Scene.START, vote.at()).toSeconds()))
                .containsExactly(0L, 45L);
    }

    @Test
    void everyInvocationSaysTheOpinionOnce() {
        scene.invoke();
        scene.now = scene.now.plusSeconds(60);
        scene.invoke();

        assertThat(scene.saidOf("orders")).containsExactly(HEALTHY, HEALTHY);
        assertThat(scene.published.getLast().since()).isEqualTo(Scene.START);
    }

    @Test
    void triesInARowAreCountedOnFromOneInvocationToTheNext() {
        scene.every = Duration.ofSeconds(5);
        scene.after(55, "orders", Scene.DEAD);
        scene.invoke();
        scene.published.clear();

        scene.now = Scene.START.plusSeconds(60);
        scene.invoke();

        assertThat(scene.published.getFirst().opinion()).isEqualTo(DOWN);
        assertThat(scene.published.getFirst().since()).isBefore(Scene.START.plusSeconds(60));
    }

    @Test
    void whoReachesNeitherSiteDeclaresItselfIsolatedAndDoesNotVote() {
        scene.is("orders", Scene.DEAD);
        scene.is("orders-replica", Scene.DEAD);

        scene.invoke();

        assertThat(scene.published).isEmpty();
        assertThat(scene.metrics).anyMatch(line -> line.contains("\"Isolated\":1"));
    }

    @Test
    void failuresSeenWhileIsolatedAreNotCountedAfterwards() {
        scene.is("orders", Scene.DEAD);
        scene.is("orders-replica", Scene.DEAD);
        scene.after(30, "orders-replica", Scene.OK);
        scene.tries = 3;

        scene.invoke();

        assertThat(scene.saidOf("orders")).startsWith(SUSPECT, DOWN);
        Signal.Vote down = scene.published.stream()
                .filter(vote -> vote.opinion() == DOWN)
                .findFirst()
                .orElseThrow();
        assertThat(down.since()).isEqualTo(Scene.START.plusSeconds(30));
        assertThat(down.at()).isEqualTo(Scene.START.plusSeconds(32));
    }

    @Test
    void aServerThatAnswersWithAnErrorShowsThatTheObserverIsNotIsolated() {
        scene.is("orders", Scene.READ_ONLY);
        scene.is("orders-replica", Scene.DEAD);

        scene.invoke();

        assertThat(scene.saidOf("orders")).contains(DOWN);
        assertThat(scene.saidOf("orders-replica")).contains(DOWN);
    }

    @Test
    void aConfigurationFaultIsNoVoteButCountedAndTheOtherSiteHasItsVote() {
        scene.is("orders", Scene.REFUSED);

        scene.invoke();

        assertThat(scene.saidOf("orders")).isEmpty();
        assertThat(scene.saidOf("orders-replica")).containsExactly(HEALTHY);
        assertThat(scene.metrics).anyMatch(line -> line.contains("\"ProbeFaults\":1"));
        assertThat(scene.looksAt("orders"))
                .as("nobody mends it within the minute")
                .isEqualTo(1);
    }

    @Test
    void anAilingDatabaseIsSuspectForAsLongAsItLasts() {
        scene.is("orders", Scene.FULL);

        scene.invoke();

        assertThat(scene.saidOf("orders")).containsOnly(SUSPECT);
        assertThat(scene.looksAt("orders")).isEqualTo(12);
    }

    @Test
    void aVoteThatCouldNotBePublishedIsTriedAgainInTheNextRound() {
        scene.refusals = 1;

        scene.invoke();

        assertThat(scene.saidOf("orders")).containsExactly(HEALTHY);
        assertThat(scene.saidOf("orders-replica")).containsExactly(HEALTHY);
        assertThat(scene.metrics).anyMatch(line -> line.contains("\"VotesUnpublished\":2"));
        assertThat(scene.looksAt("orders")).isEqualTo(2);
        assertThat(scene.published)
                .as("as it is when it goes, not as it was")
                .allSatisfy(vote -> assertThat(vote.at()).isEqualTo(scene.now));
    }

    @Test
    void latencyAndFailuresAreMeasuredByServiceObserverAndRegion() {
        scene.is("orders", Scene.DEAD);
        scene.tries = 1;

        scene.invoke();

        assertThat(scene.metrics)
                .anyMatch(line -> line.contains("\"ProbeFailures\":1")
                        && line.contains("\"ProbeLatency\"")
                        && line.contains("\"region\":\"eu-west-1\"")
                        && line.contains("\"observer\":\"from-stockholm\"")
                        && line.contains("\"service\":\"orders\""));
    }

    @Test
    void theLooksOfAnInvocationThatWereAnsweredAreOneLine() {
        scene.every = Duration.ofSeconds(5);

        scene.invoke();

        assertThat(scene.metrics)
                .singleElement()
                .asString()
                .contains("\"looks\":24.0", "\"ProbeLatency\":0.0", "\"observer\":\"from-stockholm\"");
    }
}
