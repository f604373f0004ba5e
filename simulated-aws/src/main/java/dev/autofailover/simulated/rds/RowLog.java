// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.simulated.rds;

import dev.autofailover.simulated.rds.ModelDatabase.Row;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** The rows of one model database, in the order of their positions. Guarded by the lock of its family. */
final class RowLog {
    /** Where the bytes of a write-ahead log would be; one row moves it by this much. */
    private static final long BYTES_A_ROW = 0x100;

    private final AtomicLong positions;
    private final List<Row> rows = new ArrayList<>();

    private RowLog(AtomicLong positions) {
        this.positions = positions;
    }

    /** The empty log of a new family. */
    static RowLog first() {
        return new RowLog(new AtomicLong());
    }

    /** The log of another database of the same family, in which no position comes twice. */
    RowLog copy() {
        RowLog copy = new RowLog(positions);
        copy.become(this);
        return copy;
    }

    /** Commits a row; returns its position. */
    long add(Instant committed, String text) {
        rows.add(new Row(positions.addAndGet(BYTES_A_ROW), committed, text));
        return position();
    }

    List<Row> all() {
        return List.copyOf(rows);
    }

    Optional<Row> last() {
        return rows.isEmpty() ? Optional.empty() : Optional.of(rows.getLast());
    }

    /** The position of the last row; 0 when there is none. */
    long position() {
        return last().map(Row::position).orElse(0L);
    }

    /** Has these rows and no others from now on. */
    void become(RowLog other) {
        rows.clear();
        rows.addAll(other.rows);
    }

    /** Takes over what it has not, of what was committed until then. */
    void ship(RowLog from, Instant committedUntil) {
        long have = position();
        from.rows.stream()
                .filter(row -> row.position() > have && !row.committed().isAfter(committedUntil))
                .forEach(rows::add);
    }
}
