// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.autofailover.record.RecordStore.Superseded;
import dev.autofailover.record.ServiceRecord;
import dev.autofailover.run.Advance;
import dev.autofailover.run.Run;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ManyServicesTest {
    private static final int NO_SUCH_VERSION = 99;

    private final Stage stage = new Stage().settled();

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void theTroubleOfOneServiceIsCountedAndIsNotTheOthers() throws Superseded {
        stage.operators.apply(PlanText.standard().replace("service: orders", "service: billing"));
        breakBilling();
        // So long plans are remembered for.
        stage.writeFor(Duration.ofMinutes(1));
        stage.killPrimary();

        ObjectNode answer = stage.operators.vote("DOWN", "HEALTHY");

        assertThat(answer.path("services").asInt()).isEqualTo(2);
        assertThat(answer.path("failed").asInt()).isEqualTo(1);
        Rule11Test.assertEndedRightly(stage);
    }

    /** Gives it a run that began with a plan that is gone. */
    private void breakBilling() throws Superseded {
        Run run = new Run(
                1,
                Run.Kind.FAILOVER,
                "ireland",
                "frankfurt",
                NO_SUCH_VERSION,
                Stage.START,
                Stage.START,
                Optional.empty(),
                Run.Phase.UNDER_WAY,
                "down",
                Optional.empty(),
                false,
                List.of());
        ServiceRecord found = stage.records.load("billing").orElseGet(() -> ServiceRecord.first("billing", "ireland"));
        stage.records.save(
                found.begin(new Advance(run, List.of(), Optional.empty())).nextRevision());
    }
}
