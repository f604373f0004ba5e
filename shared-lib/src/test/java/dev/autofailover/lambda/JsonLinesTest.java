// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.autofailover.json.Json;
import dev.autofailover.json.Malformed;
import java.time.Instant;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.impl.ContextDataFactory;
import org.apache.logging.log4j.core.impl.Log4jLogEvent;
import org.apache.logging.log4j.message.SimpleMessage;
import org.apache.logging.log4j.util.StringMap;
import org.junit.jupiter.api.Test;

class JsonLinesTest {
    private static final Instant TIME = Instant.parse("2026-11-21T08:00:00Z");

    @Test
    void aLineHasItsTimeWithMillisecondsAndWhatTheContextSays() throws Malformed {
        StringMap context = ContextDataFactory.createContextData();
        context.putValue("requestId", "r-1");
        context.putValue("run", "7");

        String line = line(event("he said \"no\"\nand left").setContextData(context));

        assertThat(line).endsWith("\n").containsOnlyOnce("\n");
        assertThat(Json.parse(line, "line")).isEqualTo(Json.parse("""
                                {"time":"2026-11-21T08:00:00.000Z","level":"WARN","message":"he said \\"no\\"\\nand left",
                                 "requestId":"r-1","run":"7","logger":"dev.autofailover.Some"}""", "expected"));
    }

    @Test
    void aFailureIsNamedWithItsMessageAndItsStack() throws Malformed {
        JsonNode line = Json.parse(line(event("failed").setThrown(new Inner("broken"))), "line");

        assertThat(line.path("error").asText()).isEqualTo("dev.autofailover.lambda.JsonLinesTest.Inner");
        assertThat(line.path("errorMessage").asText()).isEqualTo("broken");
        assertThat(line.path("stackTrace").asText())
                .startsWith("dev.autofailover.lambda.JsonLinesTest$Inner: broken")
                .contains("at dev.autofailover.lambda.JsonLinesTest.aFailureIsNamed");
    }

    @Test
    void aVeryLongMessageIsCut() throws Malformed {
        String message = Json.parse(line(event("x".repeat(1_000_000))), "line")
                .path("message")
                .asText();

        assertThat(message).hasSize(16 * 1024 + 1).endsWith("x…");
    }

    private static Log4jLogEvent.Builder event(String message) {
        return Log4jLogEvent.newBuilder()
                .setLoggerName("dev.autofailover.Some")
                .setLevel(Level.WARN)
                .setMessage(new SimpleMessage(message))
                .setTimeMillis(TIME.toEpochMilli());
    }

    private static String line(Log4jLogEvent.Builder event) {
        return new JsonLines().toSerializable(event.build());
    }

    private static final class Inner extends RuntimeException {
        Inner(String message) {
            super(message);
        }
    }
}
