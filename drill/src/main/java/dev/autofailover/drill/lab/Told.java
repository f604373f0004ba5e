// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.drill.lab;

import dev.autofailover.message.Notification;
import java.time.Instant;
import java.util.Arrays;

/**
 * A notification as it reached people by mail.
 *
 * @param id the same on every repetition
 * @param kind what happened, as a code
 */
public record Told(String id, String kind, String title, Instant at) {
    /** Reads what {@link dev.autofailover.message.Notifications#text(Notification)} wrote. */
    static Told parse(String mail) {
        return new Told(
                line(mail, "id"),
                line(mail, "kind"),
                mail.lines().findFirst().orElse(""),
                Instant.parse(line(mail, "at")));
    }

    private static String line(String mail, String name) {
        String prefix = name + ": ";
        return Arrays.stream(mail.split("\n"))
                .filter(line -> line.startsWith(prefix))
                .reduce((first, last) -> last)
                .map(line -> line.substring(prefix.length()))
                .orElseThrow(() -> new IllegalArgumentException("a mail without a line \"" + prefix + "\": " + mail));
    }
}
