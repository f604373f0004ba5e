// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.rdsevents;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The tables of event ids, which lie beside this class as tab-separated text. */
final class EventKinds {
    private static final List<String> TABLES =
            List.of("db-instance-events.tsv", "db-cluster-events.tsv", "blue-green-events.tsv");
    private static final String HEADER = "id\tsource type\tcategory\toutcome\tmeaning\tsource";

    private final Map<String, EventKind> byId = new HashMap<>();

    private EventKinds() {}

    /**
     * All tables.
     *
     * @throws IllegalStateException when a row is malformed or an id stands twice
     */
    static EventKinds load() {
        EventKinds kinds = new EventKinds();
        for (String table : TABLES) {
            lines(table)
                    .filter(line -> !line.startsWith("#") && !line.equals(HEADER))
                    .forEach(kinds::add);
        }
        return kinds;
    }

    /** What is known of that id. */
    Optional<EventKind> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** Every row. */
    Collection<EventKind> all() {
        return List.copyOf(byId.values());
    }

    private void add(String line) {
        String[] cells = line.split("\t", -1);
        if (cells.length != 6) {
            throw new IllegalStateException("not six cells: " + line);
        }
        EventKind kind = new EventKind(cells[0], cells[1], cells[2], Outcome.of(cells[3]), cells[4], cells[5]);
        if (byId.put(kind.id(), kind) != null) {
            throw new IllegalStateException("twice in the tables: " + kind.id());
        }
    }

    private static Stream<String> lines(String table) {
        try (InputStream bytes = EventKinds.class.getResourceAsStream(table)) {
            if (bytes == null) {
                throw new IllegalStateException("not in the jar: " + table);
            }
            return new String(bytes.readAllBytes(), StandardCharsets.UTF_8).lines();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
