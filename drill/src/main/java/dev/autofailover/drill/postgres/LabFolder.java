// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.drill.postgres;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * The folder in which a lab lives, and the promise that nothing stays behind: {@link #close} ends the servers that work in it and
 * deletes it, a shutdown hook does so on Ctrl-C and SIGTERM, and a tiny watcher process when this JVM is killed outright. Should even that be
 * killed, the next lab clears it away: a folder whose lock nobody holds has no owner any more.
 */
public final class LabFolder implements AutoCloseable {
    private static final String PREFIX = "autofailover-lab-";
    private static final String LOCK = "owner.lock";
    private static final Duration ENOUGH_TO_LOCK = Duration.ofMinutes(1);
    private static final Duration ENOUGH_TO_DIE = Duration.ofSeconds(5);

    /** Closing any handle of a locked file gives this process's lock up: so the lock files of our own labs are not touched. */
    private static final Set<Path> OWN = ConcurrentHashMap.newKeySet();

    private final Path path;
    private final FileChannel lock;
    private final LabWatcher watcher;
    private final Thread hook;

    private LabFolder(Path path, FileChannel lock, LabWatcher watcher) {
        this.path = path;
        this.lock = lock;
        this.watcher = watcher;
        this.hook = new Thread(this::clear, "clear " + path.getFileName());
    }

    /** Makes a new one in {@code parent}, after clearing away those that have no owner any more. */
    public static LabFolder in(Path parent) {
        try {
            var real = parent.toRealPath();
            clearOwnerless(real);
            var path = Files.createTempDirectory(real, PREFIX);
            OWN.add(path);
            // A server that runs as another user must find its own folder in here, and need not see what else is here.
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwx--x--x"));
            var lock = FileChannel.open(path.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (lock.tryLock() == null) {
                throw new LabException("cannot lock " + path.resolve(LOCK));
            }
            var folder = new LabFolder(path, lock, LabWatcher.of(path));
            Runtime.getRuntime().addShutdownHook(folder.hook);
            return folder;
        } catch (IOException e) {
            throw new LabException("cannot make a lab's folder in " + parent, e);
        }
    }

    /** Where it is; an absolute path without symbolic links. */
    public Path path() {
        return path;
    }

    @Override
    public void close() {
        clear();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The JVM is going down already, and that hook has done or will do the same again, harmlessly.
            return;
        }
    }

    private synchronized void clear() {
        try {
            clear(path);
            lock.close();
            OWN.remove(path);
        } catch (IOException e) {
            throw new LabException("cannot delete " + path, e);
        } finally {
            watcher.close();
        }
    }

    private static void clear(Path lab) throws IOException {
        for (var data : dataDirectories(lab)) {
            var processes = new ServerProcesses(data);
            ServerProcesses.signal("KILL", processes.ids());
            if (!Await.until(ENOUGH_TO_DIE, () -> processes.ids().isEmpty())) {
                throw new LabException("processes of " + data + " do not end: " + processes.ids());
            }
            processes.forget();
        }
        FileTree.delete(lab);
    }

    private static List<Path> dataDirectories(Path lab) throws IOException {
        if (!Files.isDirectory(lab)) {
            return List.of();
        }
        try (Stream<Path> servers = Files.list(lab)) {
            return servers.map(server -> server.resolve(PostgresServer.DATA))
                    .filter(Files::isDirectory)
                    .toList();
        }
    }

    private static void clearOwnerless(Path parent) throws IOException {
        var labs = new ArrayList<Path>();
        try (var found = Files.newDirectoryStream(parent, PREFIX + "*")) {
            found.forEach(labs::add);
        }
        labs.removeIf(OWN::contains);
        for (var lab : labs) {
            clearIfOwnerless(lab);
        }
    }

    private static void clearIfOwnerless(Path lab) {
        try {
            if (hasNoOwner(lab)) {
                clear(lab);
            }
        } catch (IOException | LabException otherPeoples) {
            // Another user's, or being cleared by another lab at this moment: not ours to end, and not in our way.
        }
    }

    private static boolean hasNoOwner(Path lab) throws IOException {
        var file = lab.resolve(LOCK);
        if (!Files.exists(file)) {
            var age =
                    System.currentTimeMillis() - Files.getLastModifiedTime(lab).toMillis();
            return age > ENOUGH_TO_LOCK.toMillis();
        }
        try (var channel = FileChannel.open(file, StandardOpenOption.WRITE);
                var held = channel.tryLock()) {
            return held != null;
        }
    }
}
