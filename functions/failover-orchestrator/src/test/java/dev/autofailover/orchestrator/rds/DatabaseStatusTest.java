// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.orchestrator.rds;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseStatusTest {
    @ParameterizedTest
    @ValueSource(strings = {"available", "backing-up", "modifying", "storage-optimization"})
    void whatServesItsClientsIsUsableWhateverElseGoesOn(String status) {
        assertThat(DatabaseStatus.of(status)).isEqualTo(DatabaseStatus.USABLE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"rebooting", "failing-over", "maintenance", "upgrading", "starting"})
    void whatAwsInterruptsAndBringsBackIsARepairAndNoVote(String status) {
        assertThat(DatabaseStatus.of(status)).isEqualTo(DatabaseStatus.REPAIRING);
    }

    @ParameterizedTest
    @ValueSource(strings = {"failed", "storage-full", "inaccessible-encryption-credentials", "incompatible-network"})
    void whatDoesNotComeBackByItselfIsBad(String status) {
        assertThat(DatabaseStatus.of(status)).isEqualTo(DatabaseStatus.BAD);
    }

    @Test
    void whatSomebodyStoppedIsNeitherBadNorUnderRepair() {
        assertThat(DatabaseStatus.of("stopped")).isEqualTo(DatabaseStatus.STOPPED);
        assertThat(DatabaseStatus.of("stopping")).isEqualTo(DatabaseStatus.STOPPED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "unknown", "deleting", "creating", "Available", "a-status-of-next-year"})
    void aStatusThatIsNotListedIsNeitherHealthyNorFailed(String status) {
        assertThat(DatabaseStatus.of(status)).isEqualTo(DatabaseStatus.OTHER);
        assertThat(DatabaseStatus.nothingRuns(status)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"stopping", "storage-full", "rebooting", "incompatible-parameters", "available"})
    void aServerThatMayStillRunKeepsItsSessionsThoughItIsStoppingFullOrRestarting(String status) {
        assertThat(DatabaseStatus.nothingRuns(status)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"stopped", "failed", "inaccessible-encryption-credentials", "incompatible-restore"})
    void whereNoServerRunsNoSessionIsLeftToCut(String status) {
        assertThat(DatabaseStatus.nothingRuns(status)).isTrue();
    }
}
