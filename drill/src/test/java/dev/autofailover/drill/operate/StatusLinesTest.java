// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.drill.operate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.autofailover.message.RecordJson;
import dev.autofailover.record.ServiceRecord;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class StatusLinesTest {
    @Test
    void whatTheOrchestratorTellsOfRisksStandsBelowTheRecord() {
        ObjectNode answer = RecordJson.tree(ServiceRecord.first("orders", "frankfurt"));
        answer.putArray("risks").add("active in eu-central-1, which is also the control Region");

        assertThat(StatusLines.of(answer, Instant.EPOCH))
                .startsWith("orders  active in frankfurt, generation 0")
                .endsWith("  risk        active in eu-central-1, which is also the control Region");
        assertThat(StatusLines.record(answer).active()).isEqualTo("frankfurt");
    }
}
