// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.drill.postgres;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One real PostgreSQL server: its data, its processes, and what an operator, a fault or AWS can do to it. It is the same server
 * through kills, restarts and a rebuild: same name, same address. Its operations are one at a time.
 */
public final class PostgresServer {
    static final String DATA = "data";
    /** For what sets it up as well: nothing is wrong then, but a JVM that loads its driver on a busy machine is slow. */
    private static final Duration START_LIMIT = Duration.ofSeconds(30);

    private static final Duration STOP_LIMIT = Duration.ofSeconds(3);
    private static final Duration PROMOTE_LIMIT = Duration.ofSeconds(30);
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(4);
    private static final int LOG_LINES = 12;

    private final PostgresInstallation installation;
    private final String name;
    private final InetSocketAddress address;
    private final Path folder;
    private final Path data;
    private final ServerConfiguration configuration;
    private final ServerProcesses processes;

    /**
     * A server that has neither data nor processes yet.
     *
     * @param name also its folder's name: letters, digits, hyphens
     * @param address where it will listen; free
     */
    public PostgresServer(PostgresInstallation installation, String name, InetSocketAddress address) {
        this.installation = installation;
        this.name = name;
        this.address = address;
        this.folder = installation.folder().path().resolve(name);
        this.data = folder.resolve(DATA);
        this.configuration = new ServerConfiguration(installation, data, name, address);
        this.processes = new ServerProcesses(data);
    }

    /** Makes an empty database with its users, and starts as a primary. */
    public synchronized void initialise() {
        try {
            var secret = makeFolder().resolve("password");
            Files.writeString(secret, installation.accounts().administrator().password());
            installation.user().own(secret);
            initdb(secret);
            Files.delete(secret);
            configuration.write(Optional.empty());
            start();
            AccountsScript.run(sql(START_LIMIT), installation.accounts());
        } catch (IOException | SQLException e) {
            throw new LabException("cannot initialise " + name, e);
        }
    }

    /**
     * Throws away what data it has, copies those of a running server and follows it. So a standby is made, and so an old primary
     * becomes the new one's standby.
     *
     * @param via where the source answers to replication, the source's own address or a gateway's
     */
    public synchronized void rebuildAsStandbyOf(PostgresServer source, InetSocketAddress via) {
        try {
            kill();
            processes.forget();
            makeFolder();
            FileTree.delete(data);
            new BaseBackup(installation).copy(source.sql(START_LIMIT), source.data, data);
            configuration.write(Optional.of(via));
            configuration.markAsStandby();
            start();
        } catch (IOException | SQLException e) {
            throw new LabException("cannot make " + name + " a standby of " + source.name, e);
        }
    }

    /** Lets a standby follow what answers at {@code via} from now on, without a restart. */
    public synchronized void follow(InetSocketAddress via) {
        try {
            configuration.write(Optional.of(via));
            ServerProcesses.signal("HUP", processes.ids().stream().limit(1).toList());
        } catch (IOException e) {
            throw new LabException("cannot point " + name + " to " + via, e);
        }
    }

    /**
     * Starts it and returns when it answers; what a killed server has left is cleared away first. Does nothing when it runs.
     *
     * @throws LabException with the end of its log when it doesn't come up
     */
    public synchronized void start() {
        if (isRunning()) {
            return;
        }
        try {
            processes.forget();
            var words = installation
                    .user()
                    .command(List.of(installation.binaries().program("postgres").toString(), "-D", data.toString()));
            var process = Command.in(folder, words)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
                    .start();
            process.getOutputStream().close();
            boolean decided = Await.until(START_LIMIT, () -> isReady() || !process.isAlive());
            if (!decided || !isReady()) {
                throw new LabException("server " + name + " does not start; its log ends with:\n" + endOfLog());
            }
        } catch (IOException e) {
            throw new LabException("cannot start " + name, e);
        }
    }

    /**
     * Stops it: sessions are cut, all is on disk. Where that takes too long, since a standby that does not answer is waited for,
     * it is stopped at once, and will recover from its log.
     */
    public synchronized void stop() {
        resume();
        for (var signal : List.of("INT", "QUIT")) {
            ServerProcesses.signal(signal, processes.ids().stream().limit(1).toList());
            if (Await.until(STOP_LIMIT, () -> processes.ids().isEmpty())) {
                return;
            }
        }
        kill();
    }

    /** A reboot, from whatever state it is in: running, hung, killed. */
    public synchronized void restart() {
        stop();
        start();
    }

    /** {@code kill -9} of all its processes; returns when they are gone. */
    public synchronized void kill() {
        // Some more rounds: while some are being killed the postmaster may have started others.
        boolean gone = Await.until(STOP_LIMIT, () -> {
            var ids = processes.ids();
            ServerProcesses.signal("KILL", ids);
            return ids.isEmpty();
        });
        if (!gone) {
            throw new LabException("processes of " + name + " do not end: " + processes.ids());
        }
    }

    /** Freezes all its processes (SIGSTOP): connections are still accepted by the operating system, and nothing is ever said. */
    public synchronized void suspend() {
        // The postmaster first: then the list of the others is complete.
        ServerProcesses.signal("STOP", processes.ids().stream().limit(1).toList());
        ServerProcesses.signal("STOP", processes.ids());
    }

    /** The end of {@link #suspend}. */
    public synchronized void resume() {
        ServerProcesses.signal("CONT", processes.ids());
    }

    /** Makes a standby a primary; returns when it is out of recovery. */
    public synchronized void promote() throws SQLException {
        sql().promote(PROMOTE_LIMIT);
    }

    /** Whether it has processes; hung ones count. */
    public boolean isRunning() {
        return !processes.ids().isEmpty();
    }

    /** The ids of its processes, the postmaster's first. */
    public List<Long> processes() {
        return processes.ids();
    }

    public String name() {
        return name;
    }

    /** Where it really listens, behind its gateways. */
    public InetSocketAddress address() {
        return address;
    }

    public ServerSql sql() {
        return sql(ANSWER_LIMIT);
    }

    private ServerSql sql(Duration answerLimit) {
        return new ServerSql(address, installation.accounts(), answerLimit);
    }

    /** What it writes to; there until the lab ends. */
    public Path log() {
        return folder.resolve("server.log");
    }

    private Path makeFolder() throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectory(folder);
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
            installation.user().own(folder);
        }
        return folder;
    }

    private void initdb(Path secret) {
        var words = List.of(
                installation.binaries().program("initdb").toString(),
                "-D",
                data.toString(),
                "-U",
                installation.accounts().administrator().user(),
                "--pwfile=" + secret,
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale=C",
                "--no-sync");
        var made = Command.run(folder, installation.user().command(words), Map.of());
        if (!made.succeeded()) {
            throw new LabException(
                    "initdb failed for " + name + ": " + made.output().strip());
        }
    }

    private boolean isReady() {
        return processes.status().filter("ready"::equals).isPresent();
    }

    private String endOfLog() throws IOException {
        try (Stream<String> lines = Files.lines(log())) {
            var all = lines.toList();
            return String.join("\n", all.subList(Math.max(0, all.size() - LOG_LINES), all.size()));
        }
    }
}
