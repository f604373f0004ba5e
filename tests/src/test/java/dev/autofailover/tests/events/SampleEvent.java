// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.tests.events;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A file of events/.
 *
 * @param module of a function that it is for
 * @param bad whether nothing of it can be used
 */
public record SampleEvent(Path file, String module, boolean bad) {
    public static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    /** The functions by what the names of their samples begin with. */
    private static final Map<String, List<String>> FUNCTIONS = Map.of(
            "rds", List.of("rds-event-subscriber"),
            "alarm", List.of("cloudwatch-alarm-responder"),
            "orchestrator", List.of("failover-orchestrator"),
            "command", List.of("failover-orchestrator"),
            "check", List.of("database-health-checker"),
            "schedule", List.of("database-health-checker", "dynamodb-health-checker"));

    private static final List<String> ALL = FUNCTIONS.values().stream()
            .flatMap(List::stream)
            .distinct()
            .sorted()
            .toList();

    /** Every file, once for each function that it is for; a bad one whose name says nothing is for all of them. */
    public static List<SampleEvent> all() {
        try (Stream<Path> files = Files.walk(ROOT.resolve("events"))) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .flatMap(SampleEvent::of)
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Stream<SampleEvent> of(Path file) {
        boolean bad = ROOT.resolve("events/bad").equals(file.getParent());
        String prefix = file.getFileName().toString().replaceFirst("-.*", "");
        List<String> modules = FUNCTIONS.getOrDefault(prefix, bad ? ALL : List.of());
        if (modules.isEmpty()) {
            throw new IllegalStateException(file + " is for no function: begin its name with one of "
                    + FUNCTIONS.keySet() + ", or teach this test what it is for");
        }
        return modules.stream().map(module -> new SampleEvent(file, module, bad));
    }

    @Override
    public String toString() {
        return module + " gets " + ROOT.resolve("events").relativize(file);
    }
}
