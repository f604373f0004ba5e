// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.packaging;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The classes that no class names, but a file of the jar does. */
final class NamedInFiles {
    private NamedInFiles() {}

    /** Their names with dots: providers of services, interceptors of all or one of AWS's services. */
    static Set<String> of(Map<String, byte[]> entries) {
        Set<String> names = new TreeSet<>();
        entries.forEach((name, bytes) -> {
            if (name.startsWith("META-INF/services/")) {
                names.add(name.substring("META-INF/services/".length()));
                lines(bytes).forEach(names::add);
            } else if (name.endsWith("/execution.interceptors")) {
                lines(bytes).forEach(names::add);
            }
        });
        return names;
    }

    private static Stream<String> lines(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8)
                .lines()
                .map(line -> line.replaceFirst("#.*", "").strip())
                .filter(line -> !line.isEmpty());
    }
}
