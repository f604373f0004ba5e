// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.drill.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The operating system's processes of the server that works in one data directory, whoever started them. */
final class ServerProcesses {
    private static final Path PROC = Path.of("/proc/self/cwd");

    private final Path data;

    ServerProcesses(Path data) {
        this.data = data;
    }

    /** The process ids, the postmaster's first. Empty when none runs. */
    List<Long> ids() {
        var ids = new ArrayList<Long>();
        var postmaster = postmaster().filter(this::isOurs);
        postmaster.ifPresent(ids::add);
        all(postmaster).filter(id -> !ids.contains(id)).sorted().forEach(ids::add);
        return List.copyOf(ids);
    }

    /** Sends a signal ({@code STOP}, {@code CONT}, {@code KILL} …) to these processes; those that are gone are passed over. */
    static void signal(String signal, List<Long> ids) {
        if (ids.isEmpty()) {
            return;
        }
        // The shell's own kill, since a program of that name is not installed everywhere.
        var words = new ArrayList<>(List.of("sh", "-c", "for p; do kill -" + signal + " $p; done", "kill"));
        ids.forEach(id -> words.add(id.toString()));
        Command.run(Path.of("/"), words, Map.of());
    }

    /** The postmaster's id as its lock file has it; the process may be long gone. */
    Optional<Long> postmaster() {
        return lockFileLine(0).map(Long::valueOf);
    }

    /** What the postmaster says of itself: {@code ready}, {@code starting}, {@code standby}, {@code stopping}. */
    Optional<String> status() {
        return lockFileLine(7);
    }

    /**
     * Removes what outlives a killed server: its lock file, and the System V segment by which PostgreSQL knows that a data
     * directory is in use. Call it only when no process is left.
     */
    void forget() throws IOException {
        var segment = lockFileLine(6).map(keyAndId -> keyAndId.replaceAll(".* ", ""));
        segment.ifPresent(id -> Command.run(Path.of("/"), List.of("ipcrm", "-m", id), Map.of()));
        Files.deleteIfExists(lockFile());
    }

    private Optional<String> lockFileLine(int index) {
        try {
            var lines = Files.readAllLines(lockFile());
            return lines.size() > index
                    ? Optional.of(lines.get(index).strip()).filter(line -> !line.isEmpty())
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private Path lockFile() {
        return data.resolve("postmaster.pid");
    }

    private Stream<Long> all(Optional<Long> postmaster) {
        if (Files.exists(PROC)) {
            return ProcessHandle.allProcesses().map(ProcessHandle::pid).filter(this::isOurs);
        }
        return postmaster.flatMap(ProcessHandle::of).stream()
                .flatMap(ProcessHandle::descendants)
                .map(ProcessHandle::pid);
    }

    /** Each of its processes works in the data directory; a process id alone may meanwhile be another program's. */
    private boolean isOurs(long id) {
        if (!Files.exists(PROC)) {
            return ProcessHandle.of(id).flatMap(process -> process.info().command()).stream()
                    .anyMatch(command -> command.endsWith("/postgres"));
        }
        var process = Path.of("/proc", Long.toString(id));
        try {
            return Files.readSymbolicLink(process.resolve("cwd")).equals(data)
                    && Files.readSymbolicLink(process.resolve("exe")).endsWith("postgres");
        } catch (IOException | SecurityException e) {
            return false;
        }
    }
}
