// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.message;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autofailover.json.Json;
import dev.autofailover.json.Malformed;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NotificationsTest {
    private static Notification titled(String title) {
        return new Notification(
                "orders-7-1",
                "orders",
                7,
                Notification.Severity.CRITICAL,
                "TWO_WRITERS",
                title,
                "Both sites accept writes. Fence one of them.",
                Instant.parse("2026-11-21T12:00:00Z"),
                Map.of("ireland", "WRITER", "frankfurt", "WRITER"));
    }

    @Test
    void theSubjectIsOneThatSnsTakesWhateverTheTitle() {
        for (String title : new String[] {"two writers", "x".repeat(500), "line\nbreak – ärger…", "😀", ""}) {
            assertThat(Notifications.subject(titled(title)))
                    .hasSizeLessThan(100)
                    .matches("[\\x20-\\x7E]+")
                    .startsWith("CRITICAL orders: ");
        }
    }

    @Test
    void theBodyIsForPeopleAndSaysAllFacts() {
        assertThat(Notifications.text(titled("two writers")))
                .startsWith("two writers\n\nBoth sites accept writes. Fence one of them.\n\n")
                .contains(
                        "service: orders\n",
                        "kind: TWO_WRITERS\n",
                        "run: 7\n",
                        "ireland: WRITER\n",
                        "id: orders-7-1\n");
    }

    @Test
    void theEventIsForMachinesAndSaysTheSame() throws Malformed {
        var detail = Json.parse(Notifications.json(titled("two writers")), "detail");

        assertThat(detail.path("version").asInt()).isOne();
        assertThat(detail.path("id").asText()).isEqualTo("orders-7-1");
        assertThat(detail.path("severity").asText()).isEqualTo("CRITICAL");
        assertThat(detail.path("facts").path("frankfurt").asText()).isEqualTo("WRITER");
    }
}
