// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.lambda;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.autofailover.json.Json;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.List;
import java.util.Locale;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.layout.AbstractStringLayout;
import org.jspecify.annotations.Nullable;

/**
 * One JSON object a line, of which CloudWatch Logs Insights reads the fields. Written here, for Log4j takes longer to make a line's template
 * ready than a function's other preparations take together.
 */
final class JsonLines extends AbstractStringLayout {
    /** Of a message or a stack trace, in characters: a longer one tells no more. */
    private static final int LONGEST = 16 * 1024;
    /** {@code 2026-11-21T08:00:00.000Z}, always with three decimals. */
    private static final DateTimeFormatter TIME =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter(Locale.ROOT);
    /** What {@link LogContext} says of a line. */
    private static final List<String> CONTEXT = List.of("requestId", "service", "run");

    JsonLines() {
        super(StandardCharsets.UTF_8);
    }

    @Override
    public String toSerializable(LogEvent event) {
        ObjectNode line = Json.object();
        line.put("time", TIME.format(Instant.ofEpochMilli(event.getTimeMillis())));
        line.put("level", event.getLevel().name());
        line.put("message", cut(event.getMessage().getFormattedMessage()));
        for (String key : CONTEXT) {
            @Nullable String value = event.getContextData().getValue(key);
            if (value != null) {
                line.put(key, value);
            }
        }
        line.put("logger", event.getLoggerName());
        @Nullable Throwable thrown = event.getThrown();
        if (thrown != null) {
            // A class within another as one writes it.
            line.put("error", thrown.getClass().getName().replace('$', '.'));
            line.put("errorMessage", thrown.getMessage());
            line.put("stackTrace", cut(stackTrace(thrown)));
        }
        return Json.write(line) + "\n";
    }

    private static String stackTrace(Throwable thrown) {
        StringWriter text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text));
        return text.toString();
    }

    private static String cut(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }
}
