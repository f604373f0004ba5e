// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autofailover.fixture.Plans;
import dev.autofailover.fixture.Runs;
import dev.autofailover.fixture.Scene;
import dev.autofailover.fixture.Seen;
import dev.autofailover.message.Notification;
import dev.autofailover.plan.Database.WhenUnreachable;
import dev.autofailover.plan.Plan;
import dev.autofailover.record.ServiceRecord;
import dev.autofailover.run.Run.Phase;
import dev.autofailover.run.Step.State;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Thousands of runs whose steps come out by chance. A failing seed is in the message. */
class RunHistoriesTest {
    private static final int HISTORIES = 2_000;
    private static final int LOOKS = 300;

    @Test
    void noRunIsEverStuckAndNoneBreaksItsRules() {
        int back = 0;
        int done = 0;
        for (int seed = 0; seed < HISTORIES; seed++) {
            Phase end = new History(seed).play();
            back += end == Phase.TURNED_BACK ? 1 : 0;
            done += end == Phase.DONE ? 1 : 0;
        }
        // Both ways are really taken, else this would prove nothing.
        assertThat(back).isGreaterThan(HISTORIES / 10);
        assertThat(done).isGreaterThan(HISTORIES / 10);
    }

    private static final class History {
        private final String seed;
        private final Random random;
        private final Plan plan;
        private final Set<String> ids = new HashSet<>();
        private ServiceRecord record;
        private Instant now = Scene.NOW;

        History(int seed) {
            this.seed = "seed " + seed;
            random = new Random(seed);
            plan = Plans.whenUnreachable(random.nextBoolean() ? WhenUnreachable.ASK : WhenUnreachable.PROCEED)
                    .apply(Plans.orders());
            Run.Kind kind = random.nextBoolean() ? Run.Kind.FAILOVER : Run.Kind.SWITCHOVER;
            Optional<String> by = random.nextBoolean() ? Optional.of("ann") : Optional.empty();
            record = ServiceRecord.first("orders", "ireland").begin(Runs.begin(kind, plan, by));
            collect();
        }

        Phase play() {
            for (int look = 0; look < LOOKS && record.runUnderWay().isPresent(); look++) {
                now = now.plusSeconds(random.nextInt(60));
                Run before = run();
                check();
                advance(something(before));
                compare(before);
            }
            // From some time on all goes well: a run that is not stuck comes to its end by that.
            for (int look = 0; look < LOOKS && record.runUnderWay().isPresent(); look++) {
                advance(Runs.after(run(), Runs.done(), plan, now));
            }
            assertThat(record.runUnderWay()).as(seed).isEmpty();
            settled();
            return run().phase();
        }

        private Run run() {
            return record.run().orElseThrow();
        }

        private Advance something(Run run) {
            return switch (random.nextInt(10)) {
                case 0 -> RunMachine.tick(run, plan, now);
                case 1 -> RunMachine.look(run, plan, sight().observation(), now);
                case 2 -> RunMachine.acceptUnfenced(run, "ann", plan, now);
                // A late or repeated word, on whatever step.
                case 3 -> RunMachine.after(run, anyOf(run.steps()), result(), plan, now);
                default -> RunMachine.after(run, anyOf(RunMachine.due(run)), result(), plan, now);
            };
        }

        private Step anyOf(List<Step> steps) {
            return steps.get(random.nextInt(steps.size()));
        }

        private StepResult result() {
            Map<String, String> evidence = Map.of("try", Integer.toString(random.nextInt(9)));
            return switch (random.nextInt(12)) {
                case 0 -> new StepResult.Impossible("impossible", evidence);
                case 1, 2 -> new StepResult.Unreachable("unreachable", evidence);
                case 3, 4, 5, 6 -> new StepResult.NotYet("not yet", evidence);
                default -> new StepResult.Done("done", evidence);
            };
        }

        private Scene sight() {
            return switch (random.nextInt(8)) {
                case 0 -> Scene.down().seen("frankfurt", Seen.other());
                case 1 -> Scene.well();
                default -> Scene.down();
            };
        }

        private void advance(Advance next) {
            record = record.advance(next, plan, now);
            collect();
        }

        /** Each thing is told once: the ids of a run's news never come twice, although they are taken out of the outbox. */
        private void collect() {
            for (Notification news : record.outbox()) {
                assertThat(ids.add(news.id())).as(seed + " " + news.id()).isTrue();
            }
            record = record.told(record.outbox().stream().map(Notification::id).toList());
        }

        private void check() {
            Run run = run();
            assertThat(RunMachine.due(run))
                    .as(seed + ": something is always due")
                    .isNotEmpty();
            Duration limit = Duration.ofMinutes(31);
            for (Step step : RunMachine.due(run)) {
                boolean silent = !step.late()
                        && now.isAfter(step.startedAt().orElseThrow().plus(limit));
                Run ticked = RunMachine.tick(run, plan, now).run();
                assertThat(silent && ticked.equals(run))
                        .as(seed + ": waits in silence")
                        .isFalse();
            }
            if (begun(run, StepKind.SWITCH_TRAFFIC)) {
                assertThat(run.step(StepKind.PROVE_WRITE).map(Step::state))
                        .as(seed)
                        .contains(State.DONE);
            }
            if (begun(run, StepKind.PROMOTE)) {
                assertThat(run.step(StepKind.FENCE).map(Step::state))
                        .as(seed)
                        .isIn(Optional.of(State.DONE), Optional.of(State.OWED));
                assertThat(run.phase()).as(seed + ": no way back").isEqualTo(Phase.UNDER_WAY);
            }
        }

        private void compare(Run before) {
            if (before.phase() != Phase.UNDER_WAY) {
                assertThat(begun(run(), StepKind.PROMOTE))
                        .as(seed + ": promoted after turning back")
                        .isFalse();
            }
            for (int i = 0; i < before.steps().size(); i++) {
                State was = before.steps().get(i).state();
                State is = run().steps().get(i).state();
                assertThat(was.over() && was != is)
                        .as(seed + ": a step is undone")
                        .isFalse();
                assertThat(run().steps().get(i).evidence().keySet())
                        .as(seed)
                        .containsAll(before.steps().get(i).evidence().keySet());
            }
        }

        private static boolean begun(Run run, StepKind kind) {
            return run.step(kind).flatMap(Step::startedAt).isPresent();
        }

        private void settled() {
            boolean done = run().phase() == Phase.DONE;
            assertThat(record.active()).as(seed).isEqualTo(done ? "frankfurt" : "ireland");
            assertThat(record.unacknowledged()).as(seed).isTrue();
            assertThat(record.coolDownUntil())
                    .as(seed)
                    .contains(now.plus(plan.policy().coolDown()));
            assertThat(record.asked()).as(seed).isEmpty();
            boolean unfenced = run().step(StepKind.FENCE).map(Step::state).equals(Optional.of(State.OWED));
            assertThat(record.owed()).as(seed).hasSize(unfenced ? 1 : 0);
        }
    }
}
