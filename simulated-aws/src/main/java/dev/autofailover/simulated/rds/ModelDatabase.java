// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.simulated.rds;

import dev.autofailover.simulated.SimulatedTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * A database that exists only as rows with positions, for tests in virtual time: one primary and its replicas, with
 * asynchronous replication, crashes, hangs and a network gate. All databases of one family share one lock.
 */
public final class ModelDatabase implements DatabaseEngine {
    private static final Duration START_TAKES = Duration.ofMillis(100);

    /** Who comes to the server; only the checker passes an isolating security group. */
    public enum Client {
        APPLICATION,
        CHECKER
    }

    /** One committed row. */
    public record Row(long position, Instant committed, String text) {}

    private final Object lock;
    private final SimulatedTime time;
    private final Set<String> isolatingGroups;
    private final RowLog rows;
    private final ModelServer server = new ModelServer();
    private final List<ModelDatabase> replicas = new ArrayList<>();
    private Optional<ModelDatabase> source = Optional.empty();
    private Duration delay = Duration.ZERO;
    private boolean inRecovery;
    private boolean stalled;

    private ModelDatabase(Object lock, SimulatedTime time, RowLog rows, Set<String> isolatingGroups) {
        this.lock = lock;
        this.time = time;
        this.rows = rows;
        this.isolatingGroups = isolatingGroups;
    }

    /**
     * A running primary.
     *
     * @param isolatingGroups security groups that let only the checker in when the instance has no other
     */
    public static ModelDatabase primary(SimulatedTime time, Set<String> isolatingGroups) {
        return new ModelDatabase(new Object(), time, RowLog.first(), Set.copyOf(isolatingGroups));
    }

    /** A running replica of this database; each row reaches it {@code behind} after its commit. */
    public ModelDatabase replica(Duration behind) {
        synchronized (lock) {
            ModelDatabase replica = new ModelDatabase(lock, time, rows.copy(), isolatingGroups);
            replica.source = Optional.of(this);
            replica.inRecovery = true;
            replica.delay = behind;
            replicas.add(replica);
            return replica;
        }
    }

    /** A client's write of one row. */
    public ModelReply write(Client client, String text) {
        synchronized (lock) {
            Optional<ModelReply> unreachable = unreachable(client);
            if (unreachable.isPresent()) {
                return unreachable.get();
            }
            if (inRecovery) {
                return new ModelReply.ReadOnly();
            }
            return new ModelReply.Committed(rows.add(time.instant(), text));
        }
    }

    /** Why this client gets no answer, or empty when it gets one. */
    public Optional<ModelReply> unreachable(Client client) {
        synchronized (lock) {
            return server.unreachable(client);
        }
    }

    /** The rows that are on this server now. */
    public List<Row> rows() {
        synchronized (lock) {
            catchUp();
            return rows.all();
        }
    }

    /** The position of the last row here; 0 when there is none. */
    public long position() {
        synchronized (lock) {
            catchUp();
            return rows.position();
        }
    }

    /** Whether the server is a replica that replays. */
    public boolean inRecovery() {
        synchronized (lock) {
            return inRecovery;
        }
    }

    /** Stops replication to this replica, or lets it go on; rows that were not shipped come then. */
    public void stall(boolean on) {
        synchronized (lock) {
            catchUp();
            stalled = on;
        }
    }

    /** Freezes the server, which then accepts and says nothing, or thaws it. */
    public void hang(boolean on) {
        synchronized (lock) {
            replicas.forEach(ModelDatabase::catchUp);
            server.hanging = on;
        }
    }

    /**
     * Follows its source no more.
     *
     * @param drained whether it first takes all that the source has committed, also what is under way
     */
    void leaveSource(boolean drained) {
        synchronized (lock) {
            catchUp();
            source.filter(_ -> drained).ifPresent(from -> rows.ship(from.rows, time.instant()));
            detach();
        }
    }

    /** Replicates that database from now on: has its rows and no others, and takes no writes. */
    void follow(ModelDatabase writer) {
        synchronized (lock) {
            detach();
            inRecovery = true;
            rows.become(writer.rows);
            source = Optional.of(writer);
            writer.replicas.add(this);
        }
    }

    /** Whether {@link #start} and {@link #restart} work; a lost machine's don't. */
    public void startable(boolean can) {
        synchronized (lock) {
            server.startable = can;
        }
    }

    @Override
    public void stopImmediately() {
        synchronized (lock) {
            replicas.forEach(ModelDatabase::catchUp);
            catchUp();
            server.stop();
        }
    }

    @Override
    public CompletionStage<Void> start() {
        return later(server::start);
    }

    @Override
    public CompletionStage<Void> restart() {
        stopImmediately();
        return start();
    }

    @Override
    public CompletionStage<Void> promote() {
        return later(() -> {
            if (!server.works()) {
                throw new IllegalStateException("the database does not run");
            }
            catchUp();
            inRecovery = false;
            detach();
        });
    }

    private CompletionStage<Void> later(Runnable change) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        time.after(START_TAKES, () -> {
            try {
                synchronized (lock) {
                    change.run();
                }
                done.complete(null);
            } catch (IllegalStateException e) {
                done.completeExceptionally(e);
            }
        });
        return done;
    }

    @Override
    public boolean isRunning() {
        synchronized (lock) {
            return server.running;
        }
    }

    @Override
    public void securityGroups(Set<String> groupIds) {
        synchronized (lock) {
            server.isolated = isolatingGroups.containsAll(groupIds);
        }
    }

    /** As PostgreSQL's metric: the age of the last replayed commit, which grows while the primary is idle. */
    @Override
    public Optional<Duration> replicationLag() {
        synchronized (lock) {
            catchUp();
            boolean connected = source.filter(from -> from.server.works()).isPresent();
            return rows.last()
                    .filter(_ -> connected && server.running)
                    .map(last -> Duration.between(last.committed(), time.instant()));
        }
    }

    /** Takes over what has had the time to come from a source that runs. */
    private void catchUp() {
        if (stalled || !server.works()) {
            return;
        }
        source.filter(from -> from.server.works())
                .ifPresent(from -> rows.ship(from.rows, time.instant().minus(delay)));
    }

    private void detach() {
        source.ifPresent(from -> from.replicas.remove(this));
        source = Optional.empty();
    }
}
