// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.tests.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autofailover.drill.invoke.AnswerLines;
import dev.autofailover.drill.invoke.Invocations;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SampleEventsTest {
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
    private static final Map<String, Invocations> WARM = new HashMap<>();

    static List<SampleEvent> events() {
        return SampleEvent.all();
    }

    @ParameterizedTest
    @MethodSource("events")
    void aSampleIsUsableByItsFunctionAndABadOneIsAnErrorWithAReason(SampleEvent event) throws IOException {
        StringWriter printed = new StringWriter();
        boolean returned = WARM.computeIfAbsent(event.module(), SampleEventsTest::function)
                .invoke(Files.readAllBytes(event.file()), new AnswerLines(new PrintWriter(printed), Optional.empty()));

        assertThat(returned).as(printed.toString()).isEqualTo(!event.bad());
        assertThat(printed.toString()).startsWith(event.bad() ? "{\"error\":\"" : "{\"returned\":");
    }

    @AfterAll
    static void close() throws IOException {
        for (Invocations function : WARM.values()) {
            function.close();
        }
        WARM.clear();
    }

    private static Invocations function(String module) {
        try {
            return Invocations.of(SampleEvent.ROOT, module, NOW, new PrintWriter(new StringWriter()));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
