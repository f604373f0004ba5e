// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.vote;

import static dev.autofailover.fixture.Scene.NOW;
import static dev.autofailover.vote.Opinion.DOWN;
import static dev.autofailover.vote.Opinion.HEALTHY;
import static dev.autofailover.vote.Opinion.SUSPECT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.autofailover.fixture.Plans;
import dev.autofailover.plan.Observer;
import dev.autofailover.plan.Plan;
import dev.autofailover.vote.Verdict.State;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class VerdictTest {
    private static final Duration FRESH = Duration.ofSeconds(90);

    @Test
    void theQuorumExactlyAndMoreThanHalfSayDown() {
        assertThat(verdict(4, 2, DOWN, DOWN, HEALTHY).state()).isEqualTo(State.DOWN);
    }

    @Test
    void oneLessThanTheQuorumIsNotDown() {
        assertThat(verdict(4, 2, DOWN, SUSPECT).state()).isEqualTo(State.UNKNOWN);
    }

    @Test
    void theQuorumWithExactlyHalfIsDisputed() {
        assertThat(verdict(4, 2, DOWN, DOWN, HEALTHY, HEALTHY).state()).isEqualTo(State.DISPUTED);
    }

    @Test
    void moreThanHalfHealthyIsHealthy() {
        assertThat(verdict(4, 2, HEALTHY, HEALTHY, DOWN).state()).isEqualTo(State.HEALTHY);
    }

    @Test
    void halfHealthyIsNoAgreement() {
        assertThat(verdict(4, 3, HEALTHY, DOWN).state()).isEqualTo(State.UNKNOWN);
    }

    @Test
    void silenceIsUnknownEvenWithAQuorumOfNought() {
        assertThat(verdict(2, 0).state()).isEqualTo(State.UNKNOWN);
    }

    @Test
    void aVoteAsOldAsThePlanAllowsIsStaleAndOneThatIsYoungerCounts() {
        Plan plan = plan(2, 1);

        assertThat(Verdict.of(plan, "ireland", List.of(vote("0", DOWN, NOW.minus(FRESH))), NOW)
                        .state())
                .isEqualTo(State.UNKNOWN);
        assertThat(Verdict.of(
                                plan,
                                "ireland",
                                List.of(vote("0", DOWN, NOW.minus(FRESH).plusMillis(1))),
                                NOW)
                        .state())
                .isEqualTo(State.DOWN);
    }

    @Test
    void aVoteFromTheFutureCountsWithinTheSkewOfClocksOnly() {
        Plan plan = plan(2, 1);
        Instant skewed = NOW.plus(Verdict.CLOCK_SKEW);

        assertThat(Verdict.of(plan, "ireland", List.of(vote("0", DOWN, skewed)), NOW)
                        .fresh())
                .hasSize(1);
        assertThat(Verdict.of(plan, "ireland", List.of(vote("0", DOWN, skewed.plusMillis(1))), NOW)
                        .fresh())
                .isEmpty();
    }

    @Test
    void itIsDownSinceTheQuorumSaysSoAndOneWhoSaidItLongBeforeChangesNothing() {
        SiteVote stuck = down("0", 9_000, Optional.empty());
        SiteVote early = down("1", 30, Optional.empty());
        SiteVote late = down("2", 5, Optional.empty());

        Verdict verdict = Verdict.of(plan(4, 2), "ireland", List.of(late, stuck, early), NOW);

        assertThat(verdict.downSince()).contains(NOW.minusSeconds(30));
        assertThat(verdict.outageSince()).contains(NOW.minusSeconds(30));
        assertThat(Verdict.of(plan(4, 3), "ireland", List.of(late, early), NOW).downSince())
                .as("no quorum yet")
                .contains(NOW.minusSeconds(5));
    }

    @Test
    void theOutageBeganAfterTheLastTimeThatOneWhoSaysDownFoundItWell() {
        SiteVote early = down("0", 30, Optional.of(NOW.minusSeconds(95)));
        SiteVote late = down("1", 5, Optional.of(NOW.minusSeconds(33)));
        SiteVote unknowing = down("2", 40, Optional.empty());
        SiteVote healthy =
                new SiteVote("3", "ireland", HEALTHY, NOW, NOW.minusSeconds(500), Optional.of(NOW), "", Map.of());

        assertThat(Verdict.of(plan(4, 2), "ireland", List.of(late, healthy, unknowing, early), NOW)
                        .outageSince())
                .contains(NOW.minusSeconds(33));
    }

    private static SiteVote down(String observer, int secondsAgo, Optional<Instant> wellAt) {
        return new SiteVote(observer, "ireland", DOWN, NOW, NOW.minusSeconds(secondsAgo), wellAt, "", Map.of());
    }

    @Test
    void onlyTheNewestVoteOfAnObserverCountsInWhateverOrderTheyCome() {
        SiteVote old = vote("0", DOWN, NOW.minusSeconds(9));
        SiteVote recent = vote("0", HEALTHY, NOW.minusSeconds(3));

        assertThat(Verdict.of(plan(2, 1), "ireland", List.of(old, recent), NOW).fresh())
                .containsExactly(recent);
        assertThat(Verdict.of(plan(2, 1), "ireland", List.of(recent, old), NOW).fresh())
                .containsExactly(recent);
    }

    @Test
    void anAlarmSpeaksOnlyAboutItsOwnSite() {
        SiteVote aboutTheOther = new SiteVote("connections", "frankfurt", DOWN, NOW, NOW, "", Map.of());

        assertThat(Verdict.of(Plans.orders(), "frankfurt", List.of(aboutTheOther), NOW)
                        .fresh())
                .isEmpty();
    }

    @Test
    void theWordsHaveTheNumbers() {
        assertThat(verdict(4, 2, DOWN, DOWN).words()).isEqualTo("2 of 2 fresh votes DOWN, quorum 2");
        assertThat(verdict(4, 2, DOWN, DOWN, HEALTHY, HEALTHY).words())
                .isEqualTo("2 of 4 fresh votes DOWN, 2 HEALTHY, quorum 2");
        assertThat(verdict(4, 2, HEALTHY).words()).isEqualTo("1 of 1 fresh votes HEALTHY");
    }

    private static Verdict verdict(int observers, int quorum, Opinion... opinions) {
        List<SiteVote> votes = new ArrayList<>();
        for (int i = 0; i < opinions.length; i++) {
            votes.add(vote(Integer.toString(i), opinions[i], NOW.minusSeconds(1)));
        }
        return Verdict.of(plan(observers, quorum), "ireland", votes, NOW);
    }

    private static Plan plan(int observers, int quorum) {
        List<Observer> list = new ArrayList<>();
        for (int i = 0; i < observers; i++) {
            list.add(Plans.probe(Integer.toString(i)));
        }
        return Plans.observers(quorum, list).apply(Plans.orders());
    }

    private static SiteVote vote(String observer, Opinion opinion, Instant at) {
        return new SiteVote(observer, "ireland", opinion, at, at, "", Map.of());
    }
}
