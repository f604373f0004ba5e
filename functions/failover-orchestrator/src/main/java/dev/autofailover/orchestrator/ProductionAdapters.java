// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.orchestrator;

import dev.autofailover.lambda.SideBySide;
import dev.autofailover.orchestrator.database.DatabaseAdapter;
import dev.autofailover.orchestrator.database.DatabaseChecks;
import dev.autofailover.orchestrator.database.RehearsedChecks;
import dev.autofailover.orchestrator.effect.Effects;
import dev.autofailover.orchestrator.rds.AuroraGlobalDatabase;
import dev.autofailover.orchestrator.rds.RdsCalls;
import dev.autofailover.orchestrator.rds.RdsReadReplica;
import dev.autofailover.orchestrator.rds.Reach;
import dev.autofailover.orchestrator.rds.ReplicaLag;
import dev.autofailover.orchestrator.route53.Route53Switch;
import dev.autofailover.orchestrator.steps.Adapters;
import dev.autofailover.orchestrator.traffic.DnsQuery;
import dev.autofailover.orchestrator.traffic.TrafficAdapter;
import dev.autofailover.plan.DatabaseKind;
import dev.autofailover.plan.TrafficSwitch;
import java.time.InstantSource;
import java.util.function.Supplier;
import software.amazon.awssdk.services.route53.Route53Client;

/**
 * An adapter for each kind of database and of traffic switch. To add a kind: a constant or a record in the plan, an adapter, and a line
 * here, without which this does not compile.
 */
record ProductionAdapters(Means means, DatabaseChecks checks, Effects effects) implements Adapters {
    /** What adapters reach out with; it lives as long as the function's process. */
    record Means(Databases databases, DatabaseChecks checks, Names names, SideBySide sideBySide, InstantSource clock) {
        /** Adapters whose calls go through that gate. */
        Adapters through(Effects effects) {
            return new ProductionAdapters(this, checks, effects);
        }

        /** The same for a dry run. */
        Adapters rehearsed(Effects effects) {
            return new ProductionAdapters(this, new RehearsedChecks(checks, effects), effects);
        }
    }

    /** Databases as AWS sees them. */
    record Databases(RdsCalls rds, ReplicaLag lag) {}

    /**
     * Route 53, and what clients see of it.
     *
     * @param looking a client that retries
     * @param changing a client that sends once
     */
    record Names(Supplier<Route53Client> looking, Supplier<Route53Client> changing, DnsQuery dns) {}

    @Override
    public DatabaseAdapter database(DatabaseKind kind) {
        RdsCalls rds = means.databases().rds();
        ReplicaLag lag = means.databases().lag();
        Reach reach = new Reach(checks, means.sideBySide(), effects, means.clock());
        return switch (kind) {
            case DatabaseKind.RdsReadReplica _ -> new RdsReadReplica(rds, lag, reach);
            case DatabaseKind.AuroraGlobal(String globalCluster) ->
                new AuroraGlobalDatabase(globalCluster, rds, lag, reach);
        };
    }

    @Override
    public TrafficAdapter traffic(TrafficSwitch way) {
        return switch (way) {
            case TrafficSwitch.Route53Record record ->
                new Route53Switch(
                        record,
                        means.names().looking().get(),
                        means.names().changing().get(),
                        means.names().dns(),
                        effects);
        };
    }
}
