// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autofailover.run.Run;
import dev.autofailover.run.StepKind;
import dev.autofailover.simulated.Effect;
import dev.autofailover.simulated.Fault;
import dev.autofailover.simulated.Scope;
import dev.autofailover.simulated.route53.RecordSet;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A record is changed by compare-and-set, together with its companion. */
class Rule07Test {
    private static final String COMPANION = "_autofailover." + Stage.NAME + ".";

    private final Stage stage = new Stage().settled();

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void whatOthersPutThereBetweenTheLookAndTheChangeIsLeftAlone() {
        stage.loseIreland();
        whileTheChangeIsHeld(() -> {
            stage.route53.put(Stage.ZONE, new RecordSet(Stage.NAME + ".", "CNAME", 5, List.of("parking.example.net")));
        });

        assertThat(stage.leadsTo()).isEqualTo("parking.example.net");
        assertThat(stage.run().phase()).isEqualTo(Run.Phase.UNDER_WAY);
        assertThat(stage.run().step(StepKind.SWITCH_TRAFFIC).orElseThrow().note())
                .contains("neither site");
        assertThat(stage.operators.toldOf("neither site")).isPresent();
    }

    @Test
    void aLateWorkersBatchIsRefusedByRoute53ThoughTheValueHasComeRoundToWhatItRead() {
        stage.loseIreland();
        String value = Stage.endpoint("orders", Stage.IRELAND);
        whileTheChangeIsHeld(() -> {
            stage.route53.put(
                    Stage.ZONE,
                    new RecordSet(COMPANION, "TXT", 5, List.of("\"service=orders generation=3 site=ireland\"")));
        });

        assertThat(stage.leadsTo()).isEqualTo(value);
        assertThat(stage.zone()).contains(COMPANION + " \"service=orders generation=3 site=ireland\"");
        assertThat(stage.run().step(StepKind.SWITCH_TRAFFIC).orElseThrow().note())
                .contains("comes too late");
    }

    @Test
    void aCompanionThatSaysSomethingElseIsNobodysToReplace() {
        stage.route53.put(
                Stage.ZONE,
                new RecordSet(COMPANION, "TXT", 5, List.of("\"service=billing generation=1 site=ireland\"")));
        stage.killPrimary();

        stage.operators.vote("DOWN", "HEALTHY");

        assertThat(stage.leadsTo()).isEqualTo(Stage.endpoint("orders", Stage.IRELAND));
        assertThat(stage.zone()).contains(COMPANION + " \"service=billing generation=1 site=ireland\"");
        assertThat(stage.run().step(StepKind.SWITCH_TRAFFIC).orElseThrow().note())
                .contains("something else than this service");
    }

    @Test
    void whatWasThereBeforeIsKeptForTheWayBack() {
        stage.killPrimary();

        stage.operators.vote("DOWN", "HEALTHY");

        assertThat(stage.run()
                        .step(StepKind.SWITCH_TRAFFIC)
                        .orElseThrow()
                        .evidence()
                        .get("before"))
                .contains(Stage.endpoint("orders", Stage.IRELAND))
                .contains("no companion");
    }

    private void whileTheChangeIsHeld(Runnable others) {
        Fault held = stage.aws
                .faults()
                .begin(Scope.service("route53").operation("ChangeResourceRecordSets"), new Effect.Holds(), 1);
        List<Supplier<Object>> sideBySide = List.of(() -> stage.operators.vote("DOWN", "HEALTHY"), () -> {
            stage.time.pause(Duration.ofSeconds(30));
            assertThat(held.struck()).isEqualTo(1);
            others.run();
            held.lift();
            return "";
        });
        stage.operators.together(sideBySide);
    }
}
