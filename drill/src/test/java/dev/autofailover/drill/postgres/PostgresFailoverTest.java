// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.drill.postgres;

import static dev.autofailover.drill.postgres.TestPair.SOON;
import static dev.autofailover.drill.postgres.TestPair.execute;
import static dev.autofailover.drill.postgres.TestPair.received;
import static dev.autofailover.drill.postgres.TestPair.rows;
import static dev.autofailover.drill.postgres.TestPair.took;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/** What a failover does to a real pair, and the end of a lab. */
class PostgresFailoverTest {
    @Test
    void afterAKillTheStandbyIsPromotedAndTheOldPrimaryBecomesItsStandby() throws Exception {
        try (var pair = new TestPair()) {
            assertMovesThereAndFollows(pair.ireland, pair.frankfurt);
        }
    }

    private static void assertMovesThereAndFollows(PostgresServer ireland, PostgresServer frankfurt) throws Exception {
        execute(ireland, "CREATE TABLE t (n int PRIMARY KEY)");
        execute(ireland, "INSERT INTO t VALUES (1)");
        var last = ireland.sql().position();
        assertThat(Await.until(SOON, () -> received(frankfurt) >= last.asLong()))
                .isTrue();

        ireland.kill();
        long began = System.nanoTime();
        frankfurt.promote();
        took("promotion", began);

        assertThat(ireland.isRunning()).isFalse();
        execute(frankfurt, "INSERT INTO t VALUES (2)");
        assertThat(rows(frankfurt)).isEqualTo(2);

        began = System.nanoTime();
        ireland.rebuildAsStandbyOf(frankfurt, frankfurt.address());
        took("rebuild as standby", began);
        execute(frankfurt, "INSERT INTO t VALUES (3)");
        assertThat(Await.until(SOON, () -> rows(ireland) == 3)).isTrue();
    }

    @Test
    void closingLeavesNoProcessAndNoFileWhateverStateTheServersAreIn() throws Exception {
        var pair = new TestPair();
        pair.frankfurt.suspend();
        assertThat(pair.ireland.processes()).isNotEmpty();
        assertThat(pair.frankfurt.processes()).isNotEmpty();

        pair.close();

        assertThat(pair.ireland.processes()).isEmpty();
        assertThat(pair.frankfurt.processes()).isEmpty();
        assertThat(Files.exists(pair.lab.folder.path())).isFalse();
    }
}
