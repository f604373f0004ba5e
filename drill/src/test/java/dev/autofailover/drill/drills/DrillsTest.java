// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.drill.drills;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class DrillsTest {
    @Test
    void theDefaultIsTheLossOfARegion() {
        List<String> names = Drills.ALL.stream().map(Drill::name).toList();

        assertThat(names).startsWith("region-outage").doesNotHaveDuplicates().hasSize(17);
    }
}
