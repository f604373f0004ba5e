// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.tests.simulation;

import dev.autofailover.simulated.VirtualTime;
import dev.autofailover.simulated.cloudwatch.Metric;
import dev.autofailover.simulated.cloudwatch.SampledMetric;
import dev.autofailover.simulated.rds.ModelDatabase;
import dev.autofailover.simulated.rds.NewCluster;
import dev.autofailover.simulated.rds.NewInstance;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** The model databases of both sites: their names, what is wrong with them, and the ways to them. */
final class Databases {
    static final String ISOLATING = "sg-0isolated";
    private static final Duration SAMPLED_EVERY = Duration.ofSeconds(15);

    private final Map<String, ModelDatabase> byRegion = new HashMap<>();
    private final Map<String, Set<String>> frozenBy = new HashMap<>();
    private final Map<String, Instant> proved = new HashMap<>();
    private final Set<Way> cut = new HashSet<>();

    private record Way(String from, String to) {}

    Databases(VirtualTime time) {
        Set<String> isolating = Set.of(ISOLATING + "ireland", ISOLATING + "frankfurt");
        ModelDatabase primary = ModelDatabase.primary(time, isolating);
        byRegion.put(Regions.IRELAND, primary);
        byRegion.put(Regions.FRANKFURT, primary.replica(Duration.ofMillis(200)));
    }

    /** Puts them into RDS as an instance and its replica, and returns the metric of the replica's lag. */
    SampledMetric replicated(SimulatedCloud cloud) {
        NewInstance primary = NewInstance.postgres(Regions.IRELAND, identifier(Regions.IRELAND));
        NewInstance replica = NewInstance.postgres(Regions.FRANKFURT, identifier(Regions.FRANKFURT));
        String arn = cloud.rds().addInstance(primary, in(Regions.IRELAND));
        cloud.rds().addInstance(replica.replicaOf(arn), in(Regions.FRANKFURT));
        return cloud.cloudWatch()
                .sample(
                        Metric.replicaLag(Regions.FRANKFURT, replica.identifier()),
                        SAMPLED_EVERY,
                        cloud.rds().replicaLag(Regions.FRANKFURT, replica.identifier()));
    }

    /** Puts them into RDS as an Aurora global database, and returns the metric of the secondary's lag. */
    SampledMetric global(SimulatedCloud cloud) {
        NewCluster primary = NewCluster.postgres(Regions.IRELAND, identifier(Regions.IRELAND));
        NewCluster secondary = NewCluster.postgres(Regions.FRANKFURT, identifier(Regions.FRANKFURT));
        cloud.rds()
                .addGlobalCluster(
                        SimulatedSystem.GLOBAL_CLUSTER, primary, in(Regions.IRELAND), secondary, in(Regions.FRANKFURT));
        cloud.cloudWatch()
                .sample(
                        Metric.globalLag(Regions.IRELAND, primary.identifier(), Regions.FRANKFURT),
                        SAMPLED_EVERY,
                        cloud.rds().globalLag(Regions.IRELAND, primary.identifier()));
        return cloud.cloudWatch()
                .sample(
                        Metric.globalLag(Regions.FRANKFURT, secondary.identifier(), Regions.IRELAND),
                        SAMPLED_EVERY,
                        cloud.rds().globalLag(Regions.FRANKFURT, secondary.identifier()));
    }

    ModelDatabase in(String region) {
        return Objects.requireNonNull(byRegion.get(region));
    }

    static String identifier(String region) {
        return region.equals(Regions.IRELAND) ? "orders" : "orders-replica";
    }

    static String endpoint(String region) {
        return identifier(region) + ".c0example1234." + region + ".rds.amazonaws.com";
    }

    /** The writer endpoint of a site's cluster, where the databases are those of an Aurora global database. */
    static String clusterEndpoint(String region) {
        return endpoint(region).replaceFirst("\\.", ".cluster-");
    }

    String regionOf(String endpoint) {
        return Regions.SITES.stream()
                .filter(region -> endpoint(region).equals(endpoint)
                        || clusterEndpoint(region).equals(endpoint))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no database at " + endpoint));
    }

    /** Freezes the server for that reason; it thaws when no reason is left. */
    void freeze(String region, String why) {
        frozenBy.computeIfAbsent(region, key -> new HashSet<>()).add(why);
        in(region).hang(true);
    }

    void thaw(String region, String why) {
        Set<String> reasons = frozenBy.computeIfAbsent(region, key -> new HashSet<>());
        if (reasons.remove(why) && reasons.isEmpty()) {
            in(region).hang(false);
        }
    }

    /** The way of a checker in {@code from} to the site in {@code to} is cut, or mended. */
    void cut(String from, String to, boolean on) {
        if (on) {
            cut.add(new Way(from, to));
        } else {
            cut.remove(new Way(from, to));
        }
    }

    boolean isCutOff(String from, String to) {
        return cut.contains(new Way(from, to));
    }

    /** A checker has committed a row there. */
    void proved(String region, Instant at) {
        proved.put(region, at);
    }

    /** When a checker last committed a row there. */
    Optional<Instant> lastProof(String region) {
        return Optional.ofNullable(proved.get(region));
    }
}
