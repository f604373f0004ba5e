// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.drill.postgres;

import static dev.autofailover.drill.postgres.TestPair.SOON;
import static dev.autofailover.drill.postgres.TestPair.execute;
import static dev.autofailover.drill.postgres.TestPair.isReceiving;
import static dev.autofailover.drill.postgres.TestPair.received;
import static dev.autofailover.drill.postgres.TestPair.replayed;
import static dev.autofailover.drill.postgres.TestPair.rows;
import static dev.autofailover.drill.postgres.TestPair.took;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** On a real primary and a real standby, which every test leaves as it found them. */
class PostgresPairTest {
    private static final TestPair pair = new TestPair();
    private final PostgresServer ireland = pair.ireland;
    private final PostgresServer frankfurt = pair.frankfurt;

    @BeforeEach
    void begin() throws SQLException {
        execute(ireland, "DROP TABLE IF EXISTS t");
        execute(ireland, "CREATE TABLE t (n int PRIMARY KEY)");
        var made = ireland.sql().position().asLong();
        assertThat(Await.until(SOON, () -> replayed(frankfurt) >= made)).isTrue();
    }

    @AfterAll
    static void close() {
        pair.close();
    }

    @Test
    void aWriteReachesTheStandbyWhichAcceptsNoneItself() throws Exception {
        execute(ireland, "INSERT INTO t VALUES (1)");

        assertThat(Await.until(SOON, () -> rows(frankfurt) == 1)).isTrue();
        assertThat(ireland.sql().isInRecovery()).isFalse();
        assertThat(frankfurt.sql().isInRecovery()).isTrue();
        assertThat(frankfurt.sql().lag())
                .isPresent()
                .get()
                .satisfies(lag -> assertThat(lag).isLessThan(SOON));
        assertThat(ireland.sql().lag()).isEmpty();
        assertThatThrownBy(() -> execute(frankfurt, "INSERT INTO t VALUES (2)")).hasMessageContaining("read-only");
    }

    @Test
    void whatWasAcknowledgedSurvivesAKillAndARestart() throws Exception {
        try (var connection = ireland.sql().connectAsApplication();
                var statement = connection.createStatement()) {
            for (int n = 0; n < 100; n++) {
                statement.execute("INSERT INTO t VALUES (" + n + ")");
            }
        }
        ireland.kill();

        long began = System.nanoTime();
        ireland.restart();
        took("restart after kill", began);

        assertThat(rows(ireland)).isEqualTo(100);
        assertThat(Await.until(SOON, () -> isReceiving(frankfurt))).isTrue();
    }

    @Test
    void aHungServerSaysNothingUntilItGoesOnOrIsRestarted() throws Exception {
        ireland.suspend();
        assertThatThrownBy(() -> ireland.sql().isInRecovery()).isInstanceOf(SQLException.class);

        ireland.resume();
        assertThat(ireland.sql().isInRecovery()).isFalse();

        ireland.suspend();
        long began = System.nanoTime();
        ireland.restart();
        took("restart of a hung server", began);
        assertThat(ireland.sql().isInRecovery()).isFalse();
    }

    @Test
    void pausedReplayReceivesButDoesNotApply() throws Exception {
        frankfurt.sql().pauseReplay();
        execute(ireland, "INSERT INTO t VALUES (1)");
        var last = ireland.sql().position().asLong();

        assertThat(Await.until(SOON, () -> received(frankfurt) >= last)).isTrue();
        assertThat(frankfurt.sql().position().asLong()).isLessThan(last);
        assertThat(rows(frankfurt)).isZero();

        frankfurt.sql().resumeReplay();
        assertThat(Await.until(SOON, () -> rows(frankfurt) == 1)).isTrue();
    }
}
