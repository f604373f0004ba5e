// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.orchestrator.rds;

import static dev.autofailover.orchestrator.rds.Results.notYet;
import static dev.autofailover.orchestrator.rds.Results.unreachable;

import dev.autofailover.decision.SiteObservation.Role;
import dev.autofailover.orchestrator.effect.Effects;
import dev.autofailover.orchestrator.steps.Evidence;
import dev.autofailover.plan.Plan;
import dev.autofailover.plan.Site;
import dev.autofailover.run.Run;
import dev.autofailover.run.StepResult;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;

/**
 * Makes a secondary cluster the writer of its global cluster.
 *
 * <p>Aurora takes the call and goes on by itself, so the look decides, in the new writer's Region: done is when the cluster is the
 * global cluster's writer, no move is under way, it is available, and its server says that it has left recovery.
 */
final class GlobalPromotion {
    /** When Aurora took the call. */
    static final String ACCEPTED = "moveAcceptedAt";

    /** That long an unchanged description does not mean that the call was lost. */
    private static final Duration SETTLES = Duration.ofSeconds(60);

    /** Aurora says "modifying" or "promoting" while the move is not over, so not everything usable will do. */
    private static final Set<String> MOVED = Set.of("available", "backing-up");

    private final Clusters clusters;
    private final OutOfRecovery outOfRecovery;
    private final Effects effects;
    private final InstantSource clock;

    GlobalPromotion(Clusters clusters, Reach reach) {
        this.clusters = clusters;
        this.outOfRecovery = new OutOfRecovery(reach.checks());
        this.effects = reach.effects();
        this.clock = reach.clock();
    }

    StepResult promote(Plan plan, Site site, Run.Kind move, Evidence evidence) {
        return switch (clusters.see(site, effects)) {
            case Described.Found<Cluster>(Cluster cluster) -> {
                if (cluster.role(plan.other(site.name())) != Role.WRITER) {
                    yield begin(plan, cluster, move, evidence);
                }
                yield MOVED.contains(cluster.status())
                                && cluster.global().moving().isEmpty()
                        ? outOfRecovery.prove(plan, site, writer(cluster))
                        : notYet(writer(cluster) + "; its status is " + cluster.status());
            }
            // Not found, silent or not allowed: none of them is known to last, and it may be the writer already.
            case Described.Missing<Cluster>(String text) -> notYet(text);
            case Described.Silent<Cluster>(String text) -> unreachable(text);
            case Described.Refused<Cluster>(String text) -> notYet(text);
        };
    }

    private String writer(Cluster cluster) {
        return cluster.isGlobalWriter()
                ? "the writer of " + clusters.globalCluster()
                : "stands alone, no member of " + clusters.globalCluster();
    }

    private StepResult begin(Plan plan, Cluster cluster, Run.Kind move, Evidence evidence) {
        Site other = plan.other(cluster.site().name());
        var moving = cluster.global().moving();
        if (moving.isPresent()) {
            return notYet("Aurora is moving the writer to " + moving.get().to() + ": "
                    + moving.get().status());
        }
        if (cluster.role(other) == Role.OTHER) {
            return new StepResult.Impossible(
                    "it follows " + cluster.follows() + ", not the other site's cluster", Map.of());
        }
        boolean settling = evidence.get(ACCEPTED)
                .map(Instant::parse)
                .filter(at -> clock.instant().isBefore(at.plus(SETTLES)))
                .isPresent();
        if (settling || !cluster.status().equals("available")) {
            return notYet("still a secondary; its status is " + cluster.status());
        }
        return switch (clusters.move(move, other, cluster.site(), cluster.arn(), effects)) {
            case Change.Accepted _ ->
                notYet(
                        "asked Aurora to move the writer",
                        Map.of(ACCEPTED, clock.instant().toString()));
            // InvalidGlobalClusterStateFault may mean "the writer already": the next look tells.
            case Change.NotAccepted(String text) -> notYet(text);
        };
    }
}
