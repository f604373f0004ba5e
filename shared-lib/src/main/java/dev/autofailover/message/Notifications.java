// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.message;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.autofailover.json.Json;
import java.util.Map;

/** A notification as people read it (SNS) and as machines do (EventBridge). */
public final class Notifications {
    /** The {@code source} of our events on the bus. */
    public static final String SOURCE = "autofailover";
    /** The {@code detail-type} of our events on the bus. */
    public static final String DETAIL_TYPE = "Autofailover Notification";

    private Notifications() {}

    /** A subject that SNS takes: ASCII, one line, below 100 characters, beginning with a letter. */
    public static String subject(Notification notification) {
        String subject = notification.severity() + " " + notification.service() + ": " + notification.title();
        return InWords.subject(subject);
    }

    /** The body of an e-mail: what happened, on what grounds, what to do, then the facts. */
    public static String text(Notification notification) {
        var text = new StringBuilder()
                .append(notification.title())
                .append("\n\n")
                .append(notification.text())
                .append("\n\n");
        line(text, "service", notification.service());
        line(text, "at", notification.at().toString());
        line(text, "kind", notification.kind());
        line(text, "run", Long.toString(notification.generation()));
        notification.facts().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(fact -> line(text, fact.getKey(), fact.getValue()));
        line(text, "id", notification.id());
        return text.toString();
    }

    /** The {@code detail} of the event on the bus. */
    public static String json(Notification notification) {
        ObjectNode detail = Envelope.message()
                .put("id", notification.id())
                .put("service", notification.service())
                .put("generation", notification.generation())
                .put("severity", notification.severity().name())
                .put("kind", notification.kind())
                .put("title", notification.title())
                .put("text", notification.text())
                .put("at", notification.at().toString());
        notification.facts().forEach(detail.putObject("facts")::put);
        return Json.write(detail);
    }

    private static void line(StringBuilder text, String name, String value) {
        text.append(name).append(": ").append(value).append('\n');
    }
}
