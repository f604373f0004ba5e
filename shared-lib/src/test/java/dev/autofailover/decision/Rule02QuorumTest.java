// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autofailover.fixture.Orders;
import dev.autofailover.fixture.Plans;
import dev.autofailover.fixture.Scene;
import dev.autofailover.plan.Observer;
import dev.autofailover.vote.Opinion;
import dev.autofailover.vote.SiteVote;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Rule 2: no failover without a verdict of DOWN by the plan's quorum, on fresh votes, from the observers it names. */
class Rule02QuorumTest {
    @Test
    void oneObserverHoweverLoudIsNeverEnough() {
        Scene scene = Scene.unheard();
        for (int i = 0; i < 50; i++) {
            scene.vote("from-stockholm", "ireland", Opinion.DOWN, Duration.ofSeconds(i % 5));
        }
        assertThat(scene.decide().reason()).isEqualTo(Reason.NOT_ENOUGH_VOTES);

        assertThat(repeated(scene).reason()).isEqualTo(Reason.NOT_ENOUGH_VOTES);
    }

    /** The same vote twice in one observation, as a store might hand it over that keeps every delivery. */
    private static Decision repeated(Scene scene) {
        SiteVote vote = scene.observation().votes().getFirst();
        Observation loud = new Observation(
                List.of(vote, vote, vote),
                scene.observation().sites(),
                scene.observation().fleet(),
                scene.observation().command());
        return Decide.decide(scene.plan(), scene.record(), loud, scene.now());
    }

    @Test
    void oneObserverIsEnoughWhenThePlanSaysSo() {
        List<Observer> list = Plans.orders().observers().list();

        assertThat(Scene.unheard()
                        .plan(Plans.observers(1, list))
                        .vote("from-stockholm", "ireland", Opinion.DOWN)
                        .decide()
                        .reason())
                .isEqualTo(Reason.FAIL_OVER);
    }

    @Test
    void anObserverThatThePlanDoesNotNameIsNotHeard() {
        assertThat(Scene.unheard()
                        .vote("from-stockholm", "ireland", Opinion.DOWN)
                        .vote("from-nowhere", "ireland", Opinion.DOWN)
                        .decide()
                        .reason())
                .isEqualTo(Reason.NOT_ENOUGH_VOTES);
    }

    @Test
    void aStaleVoteIsNotHeard() {
        assertThat(Scene.unheard()
                        .vote("from-stockholm", "ireland", Opinion.DOWN)
                        .vote("from-frankfurt", "ireland", Opinion.DOWN, Duration.ofSeconds(90))
                        .decide()
                        .reason())
                .isEqualTo(Reason.NOT_ENOUGH_VOTES);
    }

    @Test
    void suspicionIsNoDownVote() {
        assertThat(Scene.well()
                        .vote("from-stockholm", "ireland", Opinion.DOWN)
                        .vote("from-frankfurt", "ireland", Opinion.SUSPECT)
                        .decide()
                        .reason())
                .isEqualTo(Reason.NOT_ENOUGH_VOTES);
    }

    @Test
    void aQuorumThatIsNotMoreThanHalfIsDisputed() {
        assertThat(Rows.disputed().decide().reason()).isEqualTo(Reason.DISPUTED);
    }

    @Test
    void silenceAloneNeverMakesAnOutage() {
        assertThat(Scene.unheard()
                        .seen("ireland", SiteObservation.silent())
                        .decide()
                        .reason())
                .isEqualTo(Reason.NOT_ENOUGH_VOTES);
    }

    @Test
    void whoSeesNeitherSiteDecidesNothing() {
        Scene isolated =
                Scene.down().seen("ireland", SiteObservation.silent()).seen("frankfurt", SiteObservation.silent());

        assertThat(isolated.decide().reason()).isEqualTo(Reason.ISOLATED);
        assertThat(isolated.command(Orders.failover()).decide().outcome().accepts())
                .isFalse();
    }

    @Test
    void votesAboutTheStandbyAreNoVotesAboutTheActiveSite() {
        assertThat(Scene.unheard()
                        .vote(new SiteVote(
                                "from-stockholm", "frankfurt", Opinion.DOWN, Scene.NOW, Scene.NOW, "", Map.of()))
                        .vote("from-frankfurt", "frankfurt", Opinion.DOWN)
                        .decide()
                        .reason())
                .isEqualTo(Reason.NOT_ENOUGH_VOTES);
    }
}
