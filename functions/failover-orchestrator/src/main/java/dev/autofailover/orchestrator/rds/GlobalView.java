// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.orchestrator.rds;

import dev.autofailover.orchestrator.effect.PlannedCall;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.services.rds.model.FailoverState;
import software.amazon.awssdk.services.rds.model.GlobalCluster;
import software.amazon.awssdk.services.rds.model.GlobalClusterMember;

/**
 * A global cluster as one Region describes it; while the writer moves, another Region may describe it otherwise.
 *
 * @param version of the engine
 * @param members how each is synchronized ({@code connected}, {@code pending-resync}), by the cluster's ARN
 * @param writer the member that takes writes
 * @param moving what Aurora is doing with the writer, in words; empty when nothing
 */
record GlobalView(String version, Map<String, String> members, Optional<String> writer, Optional<Moving> moving) {
    static final String IDENTIFIER = "GlobalClusterIdentifier";
    static final String TARGET = "TargetDbClusterIdentifier";

    /** No global cluster of that name: nobody is a member of it. */
    static final GlobalView NONE = new GlobalView("", Map.of(), Optional.empty(), Optional.empty());

    /**
     * A failover or switchover under way.
     *
     * @param to the ARN of the cluster that becomes the writer
     * @param status {@code pending}, {@code failing-over}, {@code cancelling}
     */
    record Moving(String to, String status) {}

    static GlobalView of(GlobalCluster described) {
        Map<String, String> members = new TreeMap<>();
        Optional<String> writer = Optional.empty();
        for (GlobalClusterMember member : described.globalClusterMembers()) {
            // An older API does not say how a member is synchronized: then nothing speaks against it.
            members.put(
                    member.dbClusterArn(),
                    Optional.ofNullable(member.synchronizationStatusAsString()).orElse("connected"));
            if (Boolean.TRUE.equals(member.isWriter())) {
                writer = Optional.of(member.dbClusterArn());
            }
        }
        return new GlobalView(
                Optional.ofNullable(described.engineVersion()).orElse(""),
                members,
                writer,
                Optional.ofNullable(described.failoverState()).flatMap(GlobalView::moving));
    }

    /** Some answer with an empty structure when nothing is under way. */
    private static Optional<Moving> moving(FailoverState state) {
        return Optional.ofNullable(state.toDbClusterArn())
                .filter(to -> !to.isEmpty())
                .map(to -> new Moving(
                        to, Optional.ofNullable(state.statusAsString()).orElse("pending")));
    }

    boolean has(String arn) {
        return members.containsKey(arn);
    }

    boolean isWriter(String arn) {
        return writer.filter(arn::equals).isPresent();
    }

    /** As it would be described once these calls had been made and had taken effect. */
    GlobalView assuming(List<PlannedCall> calls, String globalCluster) {
        GlobalView assumed = this;
        for (PlannedCall call : calls) {
            if (call.parameters().containsKey(TARGET)
                    && globalCluster.equals(call.parameters().get(IDENTIFIER))) {
                assumed = new GlobalView(
                        version, members, Optional.ofNullable(call.parameters().get(TARGET)), Optional.empty());
            }
        }
        return assumed;
    }
}
