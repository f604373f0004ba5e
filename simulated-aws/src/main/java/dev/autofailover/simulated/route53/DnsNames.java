// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.simulated.route53;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** DNS names as Route 53 stores, shows and sorts them. */
final class DnsNames {
    private static final Pattern OCTAL = Pattern.compile("\\\\([0-7]{3})");

    private DnsNames() {}

    /** Lower case, a dot at the end, and each character but a-z, 0-9, - and _ as {@code \ooo}. */
    static String normalized(String name) {
        Matcher matcher = OCTAL.matcher(name);
        String plain = matcher.replaceAll(
                octal -> Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(octal.group(1), 8))));
        StringBuilder out = new StringBuilder();
        for (char c : plain.toLowerCase(Locale.ROOT).toCharArray()) {
            if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.') {
                out.append(c);
            } else {
                out.append(String.format(Locale.ROOT, "\\%03o", (int) c));
            }
        }
        return out.isEmpty() || out.charAt(out.length() - 1) != '.'
                ? out.append('.').toString()
                : out.toString();
    }

    /** What names are sorted by: the labels reversed, with the dot at the end, {@code com.example.www.}. */
    static String sortKey(String normalized) {
        List<String> labels =
                Arrays.asList(normalized.substring(0, normalized.length() - 1).split("\\.", -1));
        Collections.reverse(labels);
        return String.join(".", labels) + ".";
    }

    /** Whether the name is the zone's own or below it. */
    static boolean inZone(String name, String zone) {
        return name.equals(zone) || name.endsWith("." + zone);
    }
}
