// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.simulated.rds;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** One instance and its changing state; every method holds its monitor, none calls out. */
final class DbInstance {
    static final String AVAILABLE = "available";
    /** States in which RDS takes an order to change or reboot: a storage-optimization goes on in the background. */
    private static final Set<String> USABLE = Set.of(AVAILABLE, "storage-optimization");

    private final NewInstance description;
    private final String arn;
    private final Instant created;
    private final DatabaseEngine engine;

    private String status = AVAILABLE;
    private boolean busy;
    private int backupRetentionDays;
    private List<String> zones;
    private Optional<String> source;
    private ReplicationStatus replication = ReplicationStatus.REPLICATING;
    private final List<String> replicas = new ArrayList<>();
    private final Map<String, String> securityGroups = new LinkedHashMap<>();
    private final Map<String, String> pending = new TreeMap<>();
    private final Map<String, String> tags;

    DbInstance(NewInstance description, String arn, DatabaseEngine engine, Instant created) {
        this.description = description;
        this.arn = arn;
        this.engine = engine;
        this.created = created;
        this.backupRetentionDays = description.backupRetentionDays();
        this.zones = zones(description.multiAz());
        this.source = description.sourceArn();
        this.tags = new TreeMap<>(description.tags());
        description.securityGroups().forEach(group -> securityGroups.put(group, "active"));
    }

    private List<String> zones(boolean two) {
        return two
                ? List.of(description.region() + "a", description.region() + "b")
                : List.of(description.region() + "a");
    }

    DatabaseEngine engine() {
        return engine;
    }

    String arn() {
        return arn;
    }

    NewInstance description() {
        return description;
    }

    synchronized InstanceView view() {
        return new InstanceView(
                description,
                arn,
                status,
                created,
                zones,
                backupRetentionDays,
                Collections.unmodifiableMap(new LinkedHashMap<>(securityGroups)),
                source,
                List.copyOf(replicas),
                replication,
                Map.copyOf(pending),
                Collections.unmodifiableMap(new TreeMap<>(tags)));
    }

    /** Takes the instance for one workflow; another is refused until {@link #finish}. */
    synchronized void begin() {
        if (busy || !USABLE.contains(status)) {
            throw RdsErrors.notAvailable();
        }
        busy = true;
    }

    /** As {@link #begin}, for a promotion: the instance must be a replica, and exactly {@code available}. */
    synchronized void beginPromotion() {
        if (source.isEmpty()) {
            throw RdsErrors.notAReplica();
        }
        if (!status.equals(AVAILABLE)) {
            throw RdsErrors.notAvailable();
        }
        begin();
    }

    synchronized void finish(String lastStatus) {
        busy = false;
        status = lastStatus;
    }

    synchronized void refuseUnlessUsable() {
        if (busy || !USABLE.contains(status)) {
            throw RdsErrors.notAvailable();
        }
    }

    synchronized void status(String newStatus) {
        status = newStatus;
    }

    synchronized void replication(ReplicationStatus newStatus) {
        replication = newStatus;
    }

    synchronized Optional<String> leaveSource() {
        Optional<String> left = source;
        source = Optional.empty();
        return left;
    }

    synchronized void addReplica(String replicaArn) {
        replicas.add(replicaArn);
    }

    synchronized void removeReplica(String replicaArn) {
        replicas.remove(replicaArn);
    }

    synchronized void backupRetention(int days) {
        backupRetentionDays = days;
        pending.remove("BackupRetentionPeriod");
    }

    synchronized void multiAz(boolean two) {
        zones = zones(two);
        pending.remove("MultiAZ");
    }

    synchronized void swapZones() {
        zones = zones.reversed();
    }

    synchronized void pending(String member, String value) {
        pending.put(member, value);
    }

    /** Marks what comes as {@code adding} and what goes as {@code removing}. */
    synchronized void replaceSecurityGroups(Collection<String> wanted) {
        securityGroups.keySet().forEach(group -> {
            if (!wanted.contains(group)) {
                securityGroups.put(group, "removing");
            }
        });
        wanted.forEach(group ->
                securityGroups.merge(group, "adding", (old, adding) -> old.equals("removing") ? "active" : old));
    }

    /** Completes the latest {@link #replaceSecurityGroups}; answers the groups now in force. */
    synchronized Set<String> settleSecurityGroups() {
        securityGroups.values().removeIf("removing"::equals);
        securityGroups.replaceAll((group, old) -> "active");
        return Set.copyOf(securityGroups.keySet());
    }

    synchronized void tag(Map<String, String> more) {
        tags.putAll(more);
    }
}
