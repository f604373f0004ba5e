// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autofailover.message.Notification;
import dev.autofailover.simulated.Effect;
import dev.autofailover.simulated.Fault;
import dev.autofailover.simulated.Scope;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What there is to tell is saved before it is sent, and sent again under its id until everybody was told. */
class ToldAtLeastOnceTest {
    private final Stage stage = new Stage().settled();

    /** Else no vote is newer than those that settled the stage. */
    @BeforeEach
    void aMomentLater() {
        stage.time.advance(Duration.ofSeconds(1));
    }

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void whatPeopleCouldNotBeToldIsSavedAndToldAtTheNextTick() {
        Fault mute = stage.aws.faults().begin(Scope.service("sns").operation("Publish"), new Effect.Fails(503));
        stage.operators.vote("HEALTHY", "DOWN");
        List<String> owed =
                stage.record().outbox().stream().map(Notification::id).toList();
        assertThat(owed).hasSize(1);
        assertThat(stage.operators.told()).isEmpty();

        mute.lift();
        stage.time.advance(Duration.ofMinutes(1));
        stage.operators.vote("HEALTHY", "DOWN");

        assertThat(stage.operators.told()).singleElement().asString().contains("id: " + owed.getFirst());
        assertThat(stage.record().outbox()).isEmpty();
    }

    @Test
    void wherePeopleWereToldAndMachinesNotBothAreToldAgainUnderTheSameId() {
        Fault mute = stage.aws.faults().begin(Scope.service("events").operation("PutEvents"), new Effect.Fails(503));
        stage.operators.vote("HEALTHY", "DOWN");
        String id = stage.record().outbox().getFirst().id();

        mute.lift();
        stage.time.advance(Duration.ofMinutes(1));
        stage.operators.vote("HEALTHY", "DOWN");

        assertThat(stage.operators.told())
                .hasSize(2)
                .allSatisfy(text -> assertThat(text).contains("id: " + id));
        assertThat(stage.record().outbox()).isEmpty();
    }
}
