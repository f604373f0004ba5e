// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.drill.operate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What samconfig.toml says of the environment {@code control}: so the commands find what {@code sam deploy} has deployed. */
final class SamConfig {
    private static final String SECTION = "[control.global.parameters]";
    private static final Pattern TEXT = Pattern.compile("\\s*([a-z_]+)\\s*=\\s*\"([^\"]*)\"\\s*(#.*)?");

    private SamConfig() {}

    /** Texts of the section {@code control.global.parameters}; none when there is no such file. */
    static Map<String, String> control(Path root) {
        Map<String, String> values = new HashMap<>();
        boolean inside = false;
        for (String line : lines(root.resolve("samconfig.toml"))) {
            if (line.strip().startsWith("[")) {
                inside = line.strip().equals(SECTION);
            }
            Matcher text = TEXT.matcher(line);
            if (inside && text.matches()) {
                values.put(text.group(1), text.group(2));
            }
        }
        return Map.copyOf(values);
    }

    private static List<String> lines(Path file) {
        try {
            return Files.isRegularFile(file) ? Files.readAllLines(file) : List.of();
        } catch (IOException unreadable) {
            // It only spares typing: what it would have said must be said by an option then.
            return List.of();
        }
    }
}
