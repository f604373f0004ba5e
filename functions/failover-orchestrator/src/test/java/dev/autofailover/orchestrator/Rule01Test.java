// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.autofailover.orchestrator.effect.Effects;
import dev.autofailover.simulated.Effect;
import dev.autofailover.simulated.Fault;
import dev.autofailover.simulated.Scope;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Never two runs at once for one service; a late worker's effects and writes come to nothing. */
class Rule01Test {
    private final Stage stage = new Stage().settled();

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void ofManyInvocationsAtOnceOneRunsTheFailover() {
        stage.killPrimary();
        List<Supplier<ObjectNode>> invocations = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            invocations.add(() -> stage.operators
                    .orchestrator(Fate.none())
                    .handle(stage.operators.votes("DOWN", "HEALTHY"), (int) Operators.TIMEOUT.toMillis()));
        }

        stage.operators.together(invocations);

        Rule11Test.assertEndedRightly(stage);
        assertThat(stage.taken("RebootDBInstance")).hasSize(1);
        assertThat(stage.taken("ModifyDBInstance")).hasSize(1);
    }

    @Test
    void whoWakesAfterItsLeaseRanOutMakesNoMoreCallsThatChangeAnything() {
        stage.killPrimary();
        // Frozen at its look before the promotion, until another worker has ended the run.
        Fault frozen = stage.aws
                .faults()
                .begin(Scope.service("lambda").operation("Invoke").inRegion(Stage.IRELAND), new Effect.Holds(), 1);
        List<Supplier<ObjectNode>> invocations =
                List.of(() -> stage.operators.vote("DOWN", "HEALTHY", Fate.none()), () -> others(frozen));

        stage.operators.together(invocations);

        Rule11Test.assertEndedRightly(stage);
        assertThat(stage.taken("RebootDBInstance")).hasSize(1);
    }

    @Test
    void aCallThatChangesSomethingIsGivenUpBeforeTheLeaseThatCoversItCanRunOut() {
        // By its limit, not by watching: the SDK counts time on the wall, which stands still here.
        assertThat(Composition.ONCE.whole()).isLessThan(Effects.LONGEST_CALL);
        assertThat(Composition.ONCE.attempts()).isEqualTo(1);
    }

    private ObjectNode others(Fault frozen) {
        stage.time.pause(Duration.ofMinutes(1));
        ObjectNode answer = stage.operators.tick();
        assertThat(frozen.struck()).isEqualTo(1);
        frozen.lift();
        return answer;
    }
}
