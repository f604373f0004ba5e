// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.tests.template;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The names of the metrics that the functions write, read from their sources. */
final class WrittenMetrics {
    private static final Pattern MEASURE =
            Pattern.compile("(?:Measure\\.(?:count|time|age)|new Measure|metrics\\.count)\\(\\s*\"(\\w+)\"");
    private static final Pattern TALLY = Pattern.compile("^ +[A-Z_]+\\(\"\\w+\", \"(\\w+)\"\\)", Pattern.MULTILINE);

    private WrittenMetrics() {}

    static Set<String> names() {
        Set<String> names = new TreeSet<>();
        for (Path source : sources()) {
            String text = read(source);
            MEASURE.matcher(text).results().forEach(found -> names.add(found.group(1)));
            if (source.endsWith("Tally.java")) {
                TALLY.matcher(text).results().forEach(found -> names.add(found.group(1)));
            }
        }
        return names;
    }

    private static List<Path> sources() {
        try (Stream<Path> shared = Files.walk(OurTemplate.ROOT.resolve("shared-lib/src/main"));
                Stream<Path> functions = Files.walk(OurTemplate.ROOT.resolve("functions"))) {
            return Stream.concat(shared, functions)
                    .filter(file -> file.toString().contains("/src/main/"))
                    .filter(file -> file.toString().endsWith(".java"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path source) {
        try {
            return Files.readString(source);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
