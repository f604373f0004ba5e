// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.orchestrator.database;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LsnTest {
    @Test
    void positionsAreComparedAsNumbersAndNotAsText() {
        assertThat(lsn("0/A000000").reaches(lsn("0/5000148"))).isTrue();
        assertThat(lsn("1/0").reaches(lsn("0/FFFFFFFF"))).isTrue();
        assertThat(lsn("0/FFFFFFFF").reaches(lsn("1/0"))).isFalse();
        assertThat(lsn("FFFFFFFF/0").reaches(lsn("1/0"))).isTrue();
        assertThat(lsn("0/5000148").reaches(lsn("0/5000148"))).isTrue();
    }

    @Test
    void aPositionIsWrittenAsPostgresqlWritesIt() {
        assertThat(lsn("0/5000148")).hasToString("0/5000148");
        assertThat(lsn("a/b")).hasToString("A/B");
    }

    @Test
    void whatIsNoPositionIsNone() {
        assertThat(Lsn.parse("")).isEmpty();
        assertThat(Lsn.parse("5000148")).isEmpty();
        assertThat(Lsn.parse("0/123456789")).isEmpty();
        assertThat(Lsn.parse("0/xyz")).isEmpty();
    }

    private static Lsn lsn(String text) {
        return Lsn.parse(text).orElseThrow();
    }
}
