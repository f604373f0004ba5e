// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.vote;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AlarmOpinionTest {
    @Test
    void eachStateOfAnAlarmIsAnOpinion() {
        assertThat(AlarmOpinion.of("OK")).contains(Opinion.HEALTHY);
        assertThat(AlarmOpinion.of("ALARM")).contains(Opinion.DOWN);
    }

    @Test
    void aMetricThatWentMissingIsNoProofOfDeath() {
        assertThat(AlarmOpinion.of("INSUFFICIENT_DATA")).contains(Opinion.SUSPECT);
    }

    @Test
    void aStateThatIsNotKnownIsNoOpinion() {
        assertThat(AlarmOpinion.of("ok")).isEmpty();
        assertThat(AlarmOpinion.of("")).isEmpty();
    }
}
