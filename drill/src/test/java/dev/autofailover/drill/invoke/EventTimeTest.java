// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.drill.invoke;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventTimeTest {
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "2026-11-20T10:00:00Z,2026-11-20T10:00:00Z",
        "2026-11-20T10:00:00.250+0000,2026-11-20T10:00:00.250Z",
        "2026-11-20T10:00:00+01:00,2026-11-20T09:00:00Z",
        "2026-11-20 10:00:00.123,2026-11-20T10:00:00.123Z",
    })
    void everyWayInWhichAwsWritesATimeIsKnown(String written, Instant at) {
        assertThat(EventTime.in(bytes("{\"x\":\"" + written + "\"}"), NOW)).contains(at);
    }

    @Test
    void theNewestTimeCounts() {
        assertThat(EventTime.in(bytes("2026-11-20T10:00:00Z 2026-11-20T11:00:00Z 2026-11-20T09:00:00Z"), NOW))
                .contains(Instant.parse("2026-11-20T11:00:00Z"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "9999-12-31T23:59:59Z", "2026-13-41T25:61:61Z", "1970-01-01T00:00:00Z"})
    void whatIsNoTimeOrAnAbsurdOneIsNone(String text) {
        assertThat(EventTime.in(bytes(text), NOW)).isEmpty();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
