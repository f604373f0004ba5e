// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.simulated.rds;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** One global cluster and its changing state; every method holds its monitor, none calls out. */
final class GlobalDatabase {
    private final String identifier;
    private final List<DbCluster> members;
    private final Map<String, String> synchronization = new TreeMap<>();
    private String writer;
    private String status = DbInstance.AVAILABLE;
    private Optional<Moving> moving = Optional.empty();
    /** A cluster that does not know yet that it is the writer no more: its Region was gone when that was settled. */
    private Optional<DbCluster> stale = Optional.empty();

    GlobalDatabase(String identifier, List<DbCluster> members) {
        this.identifier = identifier;
        this.members = List.copyOf(members);
        this.writer = members.getFirst().arn();
        members.forEach(member -> synchronization.put(member.arn(), "connected"));
    }

    /** A move under way. */
    record Moving(String from, String to, String status, boolean withLoss) {}

    /** How it stands, as one Region says. */
    record View(
            String identifier,
            String status,
            List<DbCluster> members,
            String writer,
            Map<String, String> synchronization,
            Optional<Moving> moving) {}

    synchronized View seenFrom(String region) {
        Optional<DbCluster> believes = stale.filter(cluster -> cluster.isIn(region));
        return believes.map(cluster -> new View(
                        identifier, DbInstance.AVAILABLE, members, cluster.arn(), synchronization(), Optional.empty()))
                .orElseGet(() -> new View(identifier, status, members, writer, synchronization(), moving));
    }

    private Map<String, String> synchronization() {
        return Map.copyOf(synchronization);
    }

    String identifier() {
        return identifier;
    }

    Optional<DbCluster> member(String arn) {
        return members.stream().filter(each -> each.arn().equals(arn)).findFirst();
    }

    synchronized DbCluster writer() {
        return member(writer).orElseThrow();
    }

    synchronized void begin(DbCluster to, boolean withLoss) {
        if (moving.isPresent() || !status.equals(DbInstance.AVAILABLE)) {
            throw RdsErrors.invalidGlobalState("Global cluster " + identifier + " is " + status + ".");
        }
        status = withLoss ? "failing-over" : "switching-over";
        moving = Optional.of(new Moving(writer, to.arn(), "pending", withLoss));
    }

    synchronized void moves() {
        moving = moving.map(each -> new Moving(each.from(), each.to(), "failing-over", each.withLoss()));
    }

    synchronized void cancel() {
        moving = Optional.empty();
        status = DbInstance.AVAILABLE;
    }

    /** The writer is another one now; the old one is out of step until it has {@link #rejoined}. */
    synchronized void moved(DbCluster to, boolean oldKnows) {
        DbCluster old = writer();
        writer = to.arn();
        synchronization.put(old.arn(), "pending-resync");
        stale = oldKnows ? Optional.empty() : Optional.of(old);
        cancel();
    }

    synchronized void rejoined(DbCluster old) {
        synchronization.put(old.arn(), "connected");
        stale = Optional.empty();
    }
}
