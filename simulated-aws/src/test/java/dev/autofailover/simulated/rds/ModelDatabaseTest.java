// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.simulated.rds;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autofailover.simulated.VirtualTime;
import dev.autofailover.simulated.rds.ModelDatabase.Client;
import dev.autofailover.simulated.rds.ModelDatabase.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ModelDatabaseTest {
    private final VirtualTime time = new VirtualTime(Instant.parse("2026-11-21T10:00:00Z"));
    private final ModelDatabase primary = ModelDatabase.primary(time, Set.of("sg-0isolated"));
    private final ModelDatabase replica = primary.replica(Duration.ofMillis(100));

    @AfterEach
    void end() {
        time.close();
    }

    private void write(String text) {
        assertThat(primary.write(Client.APPLICATION, text)).isInstanceOf(ModelReply.Committed.class);
    }

    @Test
    void whatWasNotShippedBeforeACrashIsLostOnTheReplica() {
        write("shipped");
        time.advance(Duration.ofMillis(200));
        write("lost");
        time.advance(Duration.ofMillis(50));
        primary.stopImmediately();
        time.advance(Duration.ofSeconds(10));

        assertThat(replica.rows()).extracting(Row::text).containsExactly("shipped");
        assertThat(primary.rows()).extracting(Row::text).containsExactly("shipped", "lost");
        assertThat(primary.write(Client.APPLICATION, "x")).isEqualTo(new ModelReply.Refused());
        assertThat(replica.replicationLag()).isEmpty();
    }

    @Test
    void aStalledReplicaStaysWhereItIsAndCatchesUpAfterwards() {
        replica.stall(true);
        write("one");
        time.advance(Duration.ofSeconds(10));
        assertThat(replica.position()).isZero();

        replica.stall(false);
        assertThat(replica.position()).isEqualTo(primary.position());
        assertThat(replica.replicationLag()).contains(Duration.ofSeconds(10));
    }

    @Test
    void aFrozenServerIsSilentAndRuns() {
        primary.hang(true);

        assertThat(primary.write(Client.APPLICATION, "x")).isEqualTo(new ModelReply.Silent());
        assertThat(primary.unreachable(Client.CHECKER)).contains(new ModelReply.Silent());
        assertThat(primary.isRunning()).isTrue();
    }

    @Test
    void aReplicaTakesNoWritesUntilItIsPromotedAndThenGoesItsOwnWay() {
        assertThat(replica.write(Client.APPLICATION, "x")).isEqualTo(new ModelReply.ReadOnly());

        assertThat(replica.promote()).isNotDone();
        time.advance(Duration.ofSeconds(1));
        assertThat(replica.inRecovery()).isFalse();
        assertThat(replica.write(Client.APPLICATION, "new")).isInstanceOf(ModelReply.Committed.class);
        write("old");
        time.advance(Duration.ofSeconds(1));
        assertThat(replica.rows()).extracting(Row::text).containsExactly("new");
    }

    @Test
    void aServerThatDoesNotRunCanNotBePromotedAndALostMachineNotStarted() {
        replica.stopImmediately();
        var promoted = replica.promote();
        replica.startable(false);
        var started = replica.start();
        time.advance(Duration.ofSeconds(1));

        assertThat(promoted).isCompletedExceptionally();
        assertThat(started).isCompletedExceptionally();
        assertThat(replica.isRunning()).isFalse();
    }
}
