// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.simulated.rds;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/** All Aurora clusters of the account, in every Region, and the global clusters that they are members of. */
final class Clusters {
    private final ConcurrentSkipListMap<String, DbCluster> byArn = new ConcurrentSkipListMap<>();
    private final ConcurrentSkipListMap<String, GlobalDatabase> globals = new ConcurrentSkipListMap<>();

    void add(DbCluster cluster) {
        if (byArn.putIfAbsent(cluster.arn(), cluster) != null) {
            throw new IllegalArgumentException("there is a cluster " + cluster.arn());
        }
    }

    void add(GlobalDatabase global) {
        if (globals.putIfAbsent(global.identifier(), global) != null) {
            throw new IllegalArgumentException("there is a global cluster " + global.identifier());
        }
    }

    List<DbCluster> in(String region) {
        return byArn.values().stream().filter(each -> each.isIn(region)).toList();
    }

    /** By identifier, in any case as RDS takes it, or by ARN. */
    DbCluster get(String region, String identifier) {
        String wanted = identifier.toLowerCase(Locale.ROOT);
        return in(region).stream()
                .filter(each -> each.description().identifier().equals(wanted)
                        || each.arn().equals(identifier))
                .findFirst()
                .orElseThrow(() -> RdsErrors.clusterNotFound(identifier));
    }

    /** The global cluster of which that is a member. */
    Optional<GlobalDatabase> globalOf(DbCluster cluster) {
        return globals.values().stream()
                .filter(each -> each.member(cluster.arn()).isPresent())
                .findFirst();
    }

    /** A global cluster is known in the Regions of its members. */
    List<GlobalDatabase> globalsIn(String region) {
        return globals.values().stream()
                .filter(each -> each.seenFrom(region).members().stream().anyMatch(member -> member.isIn(region)))
                .toList();
    }

    GlobalDatabase global(String region, String identifier) {
        return globalsIn(region).stream()
                .filter(each -> each.identifier().equals(identifier.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> RdsErrors.globalNotFound(identifier));
    }
}
