// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autofailover.decision.SiteObservation.Role;
import dev.autofailover.fixture.Scene;
import dev.autofailover.message.Command;
import dev.autofailover.plan.Policy.Mode;
import dev.autofailover.plan.Policy.UnknownLag;
import dev.autofailover.record.ServiceRecord;
import dev.autofailover.run.Run;
import dev.autofailover.vote.Verdict;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Whatever the situation, there is a decision, and what must never be decided never is. A failing seed is in the message. */
class DecideIsTotalTest {
    private static final int SITUATIONS = 15_000;

    @Test
    void anySituationHasADecisionAndNoneBreaksTheRules() {
        Set<Integer> rows = new TreeSet<>();
        Map<Run.Kind, Integer> starts = new HashMap<>();
        for (int seed = 0; seed < SITUATIONS; seed++) {
            Scene scene = new AnySituation(seed).scene();
            Decision decision = scene.decide();
            String said = "seed " + seed + ", row " + decision.row();

            Row row = DecisionTable.rows().get(decision.row() - 1);
            boolean edit = scene.observation()
                    .command()
                    .filter(Command.Edit.class::isInstance)
                    .isPresent();
            assertThat(edit || row.reasons().contains(decision.reason()))
                    .as(said)
                    .isTrue();
            assertThat(decision.text()).as(said).isNotBlank();
            assertThat(scene.decide()).as(said + ": the same grounds").isEqualTo(decision);
            if (decision.outcome() instanceof Outcome.Start start) {
                starts.merge(start.kind(), 1, Integer::sum);
                startsRightly(scene, decision, start, said);
            }
            remembersRightly(scene, decision, said);
            rows.add(decision.row());
        }
        assertThat(rows)
                .as("all rows were reached")
                .hasSize(DecisionTable.rows().size());
        assertThat(starts.get(Run.Kind.FAILOVER)).isGreaterThan(SITUATIONS / 200);
        assertThat(starts.get(Run.Kind.SWITCHOVER)).isGreaterThan(10);
    }

    private static void startsRightly(Scene scene, Decision decision, Outcome.Start start, String said) {
        ServiceRecord record = scene.record();
        Observation seen = scene.observation();
        assertThat(record.runUnderWay()).as(said).isEmpty();
        assertThat(start.generation()).as(said).isEqualTo(record.generation() + 1);
        assertThat(start.from()).as(said).isEqualTo(record.active());
        assertThat(start.to()).as(said).isNotEqualTo(record.active());

        SiteObservation standby = seen.site(start.to());
        assertThat(standby.answered() && standby.role() == Role.REPLICA)
                .as(said)
                .isTrue();
        assertThat(standby.notPromotable()).as(said).isEmpty();
        assertThat(Verdict.of(scene.plan(), start.to(), seen.votes(), scene.now())
                        .state())
                .as(said)
                .isNotEqualTo(Verdict.State.DOWN);
        assertThat(seen.site(start.from()).role()).as(said).isNotEqualTo(Role.REPLICA);
        if (decision.row() == 20) {
            startsAutomaticallyRightly(scene, start, said);
        } else {
            assertThat(seen.command()).as(said).containsInstanceOf(Command.Move.class);
        }
    }

    private static void startsAutomaticallyRightly(Scene scene, Outcome.Start start, String said) {
        ServiceRecord record = scene.record();
        assertThat(Verdict.of(scene.plan(), start.from(), scene.observation().votes(), scene.now())
                        .state())
                .as(said)
                .isEqualTo(Verdict.State.DOWN);
        assertThat(start.kind()).as(said).isEqualTo(Run.Kind.FAILOVER);
        assertThat(record.pause()).as(said).isEmpty();
        assertThat(record.unacknowledged()).as(said).isFalse();
        assertThat(record.coolDownUntil().filter(scene.now()::isBefore))
                .as(said)
                .isEmpty();
        assertThat(scene.observation().fleet().running()).as(said).isLessThan(5);
        Mode mode = scene.plan().policy().mode();
        assertThat(mode).as(said).isNotEqualTo(Mode.NOTIFY);
        assertThat(mode == Mode.AUTOMATIC || record.approval().isPresent())
                .as(said)
                .isTrue();
        Lag lag = Lag.at(
                start.outageSince(),
                scene.observation().site(start.to()).lagSamples(),
                scene.plan().policy().lagFresh());
        boolean unknownAllowed = scene.plan().policy().unknownLag() == UnknownLag.ALLOW
                || record.approval().filter(yes -> yes.accepts().unknown()).isPresent();
        assertThat(lag instanceof Lag.Known || unknownAllowed).as(said).isTrue();
    }

    private static void remembersRightly(Scene scene, Decision decision, String said) {
        Telling telling = Telling.after(scene.plan(), scene.record(), decision);
        ServiceRecord next = telling.record();
        boolean adopted = scene.observation()
                .command()
                .filter(Command.Adopt.class::isInstance)
                .isPresent();
        assertThat(next.active().equals(scene.record().active()) || adopted)
                .as(said)
                .isTrue();
        assertThat(next.generation()).as(said).isEqualTo(scene.record().generation());
        assertThat(next.outbox())
                .as(said)
                .allSatisfy(news -> assertThat(news.title()).matches("[ -~]{1,99}"));
        if (decision.outcome() instanceof Outcome.Ask ask) {
            assertThat(next.asked()).as(said).isEqualTo(Optional.of(ask.proposal()));
        }
    }
}
