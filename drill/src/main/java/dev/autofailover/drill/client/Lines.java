// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.drill.client;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintStream;
import java.time.Clock;
import java.time.InstantSource;
import java.util.Map;

/** What the client's process tells its parent: one JSON object a line. */
final class Lines {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final PrintStream out;
    private final InstantSource clock = Clock.systemUTC();

    Lines(PrintStream out) {
        this.out = out;
    }

    void say(String event, Map<String, String> details) {
        ObjectNode line = JsonNodeFactory.instance.objectNode();
        line.put("at", clock.instant().toString()).put("event", event);
        details.forEach(line::put);
        try {
            out.println(JSON.writeValueAsString(line));
            out.flush();
        } catch (com.fasterxml.jackson.core.JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
