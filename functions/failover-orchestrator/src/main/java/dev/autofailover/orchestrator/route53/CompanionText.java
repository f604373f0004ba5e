// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.orchestrator.route53;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the TXT record beside a switched name says. It is replaced in the same atomic batch as the name, so a batch that was made up
 * before it changed is refused by Route 53 itself, also when the name's value has come round to what it was.
 *
 * @param service whose name it is
 * @param generation of the run that switched it last
 * @param site where it leads since
 */
public record CompanionText(String service, long generation, String site) {
    private static final Pattern FORM =
            Pattern.compile("\"service=([a-z0-9-]+) generation=(\\d{1,18}) site=([^\" ]+)\"");

    /** Where the record for that name lies. */
    public static String nameFor(String name) {
        return "_autofailover." + name;
    }

    /** What that value says; empty when it is none of ours. */
    public static Optional<CompanionText> parse(String value) {
        Matcher parts = FORM.matcher(value);
        return parts.matches()
                ? Optional.of(new CompanionText(parts.group(1), Long.parseLong(parts.group(2)), parts.group(3)))
                : Optional.empty();
    }

    /** As the value of a TXT record, with its quotation marks. */
    public String value() {
        return "\"service=" + service + " generation=" + generation + " site=" + site + "\"";
    }
}
