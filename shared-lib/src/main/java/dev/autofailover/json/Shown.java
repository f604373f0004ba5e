// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.regex.Pattern;

/** How a value is shown in an error: on one line, short, and without what may be a secret. */
public final class Shown {
    private static final int LONGEST = 80;
    private static final Pattern SECRET_NAME =
            Pattern.compile("pass(word|wd|phrase)|pwd|token|api_?key|access_?key|private_?key|credentials?");
    /** An access key's id, a URL with a password, a setting in a connection string, a private key. */
    private static final Pattern SECRET_VALUE = Pattern.compile(
            "\\b(AKIA|ASIA)[A-Z0-9]{16}\\b|://[^/\\s:@]*:[^/\\s@]+@|(?i:pass(word|wd)|pwd|secret_?key)\\s*[=:]\\s*\\S|-----BEGIN ");

    private Shown() {}

    /** The value of the field of that name. */
    public static String value(String name, JsonNode written) {
        if (written.isMissingNode() || written.isNull()) {
            return "nothing";
        }
        String whole = written.toString();
        if (soundsSecret(name) || looksSecret(whole) || (written.isContainerNode() && soundsSecret(whole))) {
            return "(not shown)";
        }
        return text(written.isTextual() ? written.textValue() : written.toString());
    }

    /** A line of the text that could not be read. */
    public static String line(String line) {
        return line.isBlank()
                ? "nothing"
                : soundsSecret(line) || looksSecret(line) ? "(not shown)" : text(line.strip());
    }

    /** Some text, on one line and short. */
    public static String text(String written) {
        if (written.isEmpty()) {
            return "\"\"";
        }
        String head = written.length() > LONGEST ? written.substring(0, LONGEST) + "…" : written;
        return head.replaceAll("\\p{Cntrl}", "�");
    }

    /** Whether that text holds something like a password. */
    public static boolean looksSecret(String text) {
        return SECRET_VALUE.matcher(text).find();
    }

    /** Whether a field of that name would hold a secret. */
    public static boolean soundsSecret(String name) {
        return SECRET_NAME.matcher(name.toLowerCase(Locale.ROOT)).find();
    }
}
