// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.tests.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autofailover.decision.Reason;
import dev.autofailover.record.LastDecision;
import dev.autofailover.run.Run;
import dev.autofailover.simulated.Effect;
import dev.autofailover.simulated.Scope;
import dev.autofailover.simulated.rds.ModelDatabase;
import dev.autofailover.simulated.rds.ModelDatabase.Client;
import dev.autofailover.simulated.rds.ModelReply;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** That the simulated world works at all: without this the random histories could be right by doing nothing. */
class SystemTest {
    @Test
    void aHealthyServiceIsLeftAlone() {
        try (SimulatedSystem system = new SimulatedSystem(Variant.plain())) {
            system.cloud.time().advance(Duration.ofMinutes(10));

            assertThat(system.record().orElseThrow().lastDecision().map(LastDecision::reason))
                    .contains(Reason.ALL_WELL);
            assertThat(system.record().orElseThrow().generation()).isZero();
            assertThat(system.ledTo()).contains(Regions.IRELAND);
        }
    }

    @Test
    void aDeadPrimaryIsReplacedAndFenced() {
        try (SimulatedSystem system = new SimulatedSystem(Variant.plain())) {
            system.cloud.time().advance(Duration.ofMinutes(3));
            system.databases.in(Regions.IRELAND).write(Client.APPLICATION, "row");
            system.cloud.time().advance(Duration.ofMinutes(1));

            system.databases.in(Regions.IRELAND).stopImmediately();
            system.cloud.time().advance(Duration.ofMinutes(5));

            assertThat(system.ledTo()).contains(Regions.FRANKFURT);
            assertThat(system.record().orElseThrow().run().orElseThrow().phase())
                    .isEqualTo(Run.Phase.DONE);
            assertThat(system.record().orElseThrow().active()).isEqualTo("frankfurt");
            assertThat(system.databases.in(Regions.FRANKFURT).write(Client.APPLICATION, "row"))
                    .isInstanceOf(ModelReply.Committed.class);
            system.databases.in(Regions.IRELAND).start();
            system.cloud.time().advance(Duration.ofMinutes(5));
            assertThat(system.databases.in(Regions.IRELAND).write(Client.APPLICATION, "row"))
                    .isInstanceOf(ModelReply.Silent.class);
        }
    }

    @Test
    void aLostRegionIsLeftAndItsFenceIsDoneWhenItComesBack() {
        try (SimulatedSystem system = new SimulatedSystem(Variant.plain())) {
            system.cloud.time().advance(Duration.ofMinutes(3));

            var lost = system.cloud.aws().faults().begin(Scope.region(Regions.IRELAND), new Effect.Hangs());
            system.databases.freeze(Regions.IRELAND, "lost");
            system.cloud.time().advance(Duration.ofMinutes(5));

            assertThat(system.ledTo()).contains(Regions.FRANKFURT);
            assertThat(system.record().orElseThrow().owed()).hasSize(1);

            lost.lift();
            system.databases.thaw(Regions.IRELAND, "lost");
            system.cloud.time().advance(Duration.ofMinutes(3));

            assertThat(system.record().orElseThrow().owed()).isEmpty();
            assertThat(system.ledTo()).contains(Regions.FRANKFURT);
            assertThat(system.databases.in(Regions.IRELAND).write(Client.APPLICATION, "row"))
                    .isInstanceOf(ModelReply.Silent.class);
        }
    }

    @Test
    void aSwitchoverMovesWithoutLosingARow() {
        try (SimulatedSystem system = new SimulatedSystem(Variant.plain())) {
            system.cloud.time().advance(Duration.ofMinutes(3));
            system.databases.in(Regions.IRELAND).write(Client.APPLICATION, "row");
            system.cloud.time().advance(Duration.ofMinutes(1));

            var answer =
                    system.order(Map.of("command", "switchover", "service", "orders", "reason", "drill", "by", "me"));

            assertThat(answer.path("accepted").asBoolean())
                    .as(answer.toString())
                    .isTrue();
            system.cloud.time().advance(Duration.ofMinutes(3));
            assertThat(system.ledTo()).contains(Regions.FRANKFURT);
            assertThat(system.databases.in(Regions.FRANKFURT).rows())
                    .extracting(ModelDatabase.Row::text)
                    .contains("row");
            assertThat(system.databases.in(Regions.IRELAND).write(Client.APPLICATION, "late row"))
                    .isInstanceOf(ModelReply.Silent.class);
        }
    }
}
