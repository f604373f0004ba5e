// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.autofailover.decision.Decision;
import dev.autofailover.json.Json;
import dev.autofailover.record.ServiceRecord;
import dev.autofailover.run.Run;
import dev.autofailover.vote.SiteVote;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordJsonTest {
    @Test
    void anyRecordComesBackAsItWas() {
        for (long seed = 0; seed < 500; seed++) {
            ServiceRecord record = new Arbitrary(seed).one(ServiceRecord.class);

            assertThat(RecordJson.parse(RecordJson.write(record)))
                    .as("seed %s", seed)
                    .isEqualTo(record);
        }
    }

    @ParameterizedTest
    @ValueSource(classes = {Decision.class, Run.class, SiteVote.class})
    void soDoesWhatTheJournalsKeepSealedTypesIncluded(Class<? extends Record> type) {
        for (long seed = 0; seed < 300; seed++) {
            Record value = new Arbitrary(seed).one(type);

            assertThat(RecordJson.parse(RecordJson.writeAny(value), type))
                    .as("seed %s", seed)
                    .isEqualTo(value);
        }
    }

    @Test
    void theVersionComesFirst() {
        assertThat(RecordJson.write(new Arbitrary(1).one(ServiceRecord.class))).startsWith("{\"version\":1,");
    }

    @Test
    void aRecordOfANewerReleaseIsRefusedWithItsNumber() {
        String newer = RecordJson.write(new Arbitrary(1).one(ServiceRecord.class))
                .replaceFirst("\"version\":1", "\"version\":7");

        assertThatThrownBy(() -> RecordJson.parse(newer))
                .isInstanceOf(RecordJson.Unreadable.class)
                .hasMessageContaining("version: 7");
    }

    @Test
    void aMissingOrUnknownComponentIsRefusedRatherThanLostWithTheNextWrite() throws Exception {
        String written = RecordJson.write(new Arbitrary(1).one(ServiceRecord.class));
        var less = (com.fasterxml.jackson.databind.node.ObjectNode) Json.parse(written, "record");
        less.remove("generation");
        String more = written.replaceFirst("\"version\":1", "\"version\":1,\"later\":true");

        assertThatThrownBy(() -> RecordJson.parse(less.toString())).hasMessageContaining("generation");
        assertThatThrownBy(() -> RecordJson.parse(more)).hasMessageContaining("later");
        assertThatThrownBy(() -> RecordJson.parse("[]")).isInstanceOf(RecordJson.Unreadable.class);
    }
}
