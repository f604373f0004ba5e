// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.simulated.rds;

import dev.autofailover.simulated.Answer;
import dev.autofailover.simulated.AwsError;
import dev.autofailover.simulated.Call;
import dev.autofailover.simulated.QueryProtocol;
import dev.autofailover.simulated.ServiceEvents;
import dev.autofailover.simulated.SimulatedAws;
import dev.autofailover.simulated.SimulatedService;
import dev.autofailover.simulated.SimulatedTime;
import dev.autofailover.simulated.Topics;
import dev.autofailover.simulated.protocol.QueryParameters;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Amazon RDS. Instances are put in with {@link #addInstance}, each with the database behind it; the rest goes by the
 * API, or by the methods here that stand for what AWS does by itself.
 */
public final class SimulatedRds implements SimulatedService {
    private static final QueryProtocol PROTOCOL = new QueryProtocol("http://rds.amazonaws.com/doc/2014-10-31/");

    private final SimulatedTime time;
    private final Instances instances = new Instances();
    private final EventLog events;
    private final Workflows workflows;
    private final InstanceOperations instanceOperations;
    private final OtherOperations otherOperations;
    private final Clusters clusters = new Clusters();
    private final ClusterOperations clusterOperations;

    /** An RDS without instances. */
    public SimulatedRds(SimulatedTime time, RdsTiming timing, Topics topics, ServiceEvents bus) {
        this.time = time;
        this.events = new EventLog(time, timing, topics, bus);
        this.workflows = new Workflows(time, timing, events, instances::byArn);
        this.instanceOperations = new InstanceOperations(instances, workflows);
        this.otherOperations = new OtherOperations(time, instances, events);
        this.clusterOperations = new ClusterOperations(clusters, workflows, new GlobalMoves(time, timing));
    }

    @Override
    public String name() {
        return "rds";
    }

    @Override
    public String operation(Call call) {
        return PROTOCOL.operation(call);
    }

    @Override
    public Answer answer(Call call) {
        QueryParameters parameters = QueryParameters.of(call);
        String region = call.region();
        return switch (parameters.action()) {
            case "DescribeDBInstances" -> success(parameters, instanceOperations.describe(region, parameters));
            case "PromoteReadReplica" -> success(parameters, instanceOperations.promote(region, parameters));
            case "RebootDBInstance" -> success(parameters, instanceOperations.reboot(region, parameters));
            case "ModifyDBInstance" -> success(parameters, instanceOperations.modify(region, parameters));
            case "DescribeDBClusters" -> success(parameters, clusterOperations.describe(region, parameters));
            case "ModifyDBCluster" -> success(parameters, clusterOperations.modify(region, parameters));
            case "DescribeGlobalClusters" -> success(parameters, clusterOperations.describeGlobal(region, parameters));
            case "FailoverGlobalCluster" -> success(parameters, clusterOperations.failOver(region, parameters));
            case "SwitchoverGlobalCluster" -> {
                parameters.only("GlobalClusterIdentifier", "TargetDbClusterIdentifier");
                yield success(parameters, clusterOperations.switchOver(region, parameters));
            }
            case "DescribeEvents" -> success(parameters, otherOperations.events(region, parameters));
            case "DescribePendingMaintenanceActions" ->
                success(parameters, otherOperations.pendingMaintenance(region, parameters));
            case "CreateEventSubscription" -> success(parameters, otherOperations.subscribe(region, parameters));
            case "DescribeEventSubscriptions" -> success(parameters, otherOperations.subscriptions(region, parameters));
            case "AddTagsToResource" -> success(parameters, otherOperations.tag(region, parameters));
            case "ListTagsForResource" -> success(parameters, otherOperations.tags(region, parameters));
            default -> throw QueryProtocol.unknown(parameters.action());
        };
    }

    private static Answer success(QueryParameters parameters, Result result) {
        return PROTOCOL.answer(parameters.action(), result);
    }

    @Override
    public Answer answer(AwsError error) {
        return PROTOCOL.answer(error);
    }

    /**
     * Puts an instance in, {@code available}, and its security groups in front of the database.
     *
     * @return its ARN
     * @throws IllegalArgumentException when it is there already, or its source isn't
     */
    public String addInstance(NewInstance wanted, DatabaseEngine engine) {
        String arn = "arn:aws:rds:" + wanted.region() + ":" + SimulatedAws.ACCOUNT + ":db:" + wanted.identifier();
        Optional<DbInstance> source = wanted.sourceArn()
                .map(sourceArn -> instances
                        .byArn(sourceArn)
                        .orElseThrow(() -> new IllegalArgumentException("no such source: " + sourceArn)));
        instances.add(new DbInstance(wanted, arn, engine, time.instant()));
        source.ifPresent(present -> present.addReplica(arn));
        engine.securityGroups(Set.copyOf(wanted.securityGroups()));
        return arn;
    }

    /**
     * Puts a global cluster in, {@code available}: its primary first, then the secondary that replicates it.
     *
     * @throws IllegalArgumentException when one of them is there already
     */
    public void addGlobalCluster(
            String identifier, NewCluster primary, ModelDatabase writer, NewCluster secondary, ModelDatabase replica) {
        clusters.add(new GlobalDatabase(identifier, List.of(add(primary, writer), add(secondary, replica))));
    }

    private DbCluster add(NewCluster wanted, ModelDatabase engine) {
        String arn = "arn:aws:rds:" + wanted.region() + ":" + SimulatedAws.ACCOUNT + ":cluster:" + wanted.identifier();
        Optional<DbInstance> instance = Optional.empty();
        if (!wanted.headless()) {
            NewInstance first = NewInstance.postgres(wanted.region(), wanted.identifier() + "-1")
                    .behind(wanted.securityGroups().toArray(String[]::new));
            instance = instances.byArn(addInstance(first, engine));
        }
        DbCluster cluster = new DbCluster(wanted, arn, engine, instance, new DbCluster.Status());
        clusters.add(cluster);
        return cluster;
    }

    /** The ARN of the cluster that takes the writes of a global cluster, as that Region says. */
    public String writerOf(String region, String globalCluster) {
        return clusters.global(region, globalCluster).seenFrom(region).writer();
    }

    /** Sets the Status of a cluster by hand, such as {@code upgrading}. */
    public void setClusterStatus(String region, String identifier, String status) {
        clusters.get(region, identifier).status().set(status);
    }

    /** What RDS would publish in the metric AuroraGlobalDBRPOLag of this cluster, in milliseconds; nothing when it is no secondary. */
    public Supplier<OptionalDouble> globalLag(String region, String identifier) {
        ModelDatabase engine = clusters.get(region, identifier).engine();
        return () ->
                engine.replicationLag().stream().mapToDouble(Duration::toMillis).findFirst();
    }

    /** Takes an instance out, as an operator does before a replica is built under its name; the database behind it is left alone. */
    public void removeInstance(String region, String identifier) {
        instances.remove(instances.get(region, identifier));
    }

    /** How the instance stands now. */
    public InstanceView instance(String region, String identifier) {
        return instances.get(region, identifier).view();
    }

    /** Sets DBInstanceStatus by hand, such as {@code storage-full}, {@code failed} or {@code maintenance}. */
    public void setStatus(String region, String identifier, String status) {
        instances.get(region, identifier).status(status);
    }

    /** Sets what a replica's StatusInfos say, and announces the change. */
    public void setReplication(String region, String identifier, ReplicationStatus status) {
        DbInstance instance = instances.get(region, identifier);
        instance.replication(status);
        events.happened(
                instance,
                switch (status.status()) {
                    case "replicating" -> RdsEvent.REPLICATION_RESUMED;
                    case "terminated" -> RdsEvent.REPLICATION_TERMINATED;
                    default -> RdsEvent.REPLICATION_STOPPED;
                });
    }

    /**
     * What RDS would publish in the metric ReplicaLag of this instance: seconds, −1 when the replica runs but does not
     * replicate, and nothing when it does not run or is no replica (any more).
     */
    public Supplier<OptionalDouble> replicaLag(String region, String identifier) {
        return new ReplicaLag(instances.get(region, identifier));
    }

    /** Announces any event of an instance, to subscribed topics and the Region's bus. */
    public void announce(String region, String identifier, RdsEvent event) {
        events.happened(instances.get(region, identifier), event);
    }

    /**
     * AWS's own failover of a Multi-AZ instance: the database is gone, and back after the time of that.
     *
     * @throws IllegalArgumentException when the instance has no standby
     */
    public void failOver(String region, String identifier) {
        DbInstance instance = instances.get(region, identifier);
        if (!instance.view().multiAz()) {
            throw new IllegalArgumentException(identifier + " is not Multi-AZ");
        }
        workflows.failOver(instance, instance.view().status());
    }

    /**
     * Makes an event subscription, as CreateEventSubscription does.
     *
     * @throws IllegalArgumentException when its Region has one of that name
     */
    public void subscribe(EventSubscription subscription) {
        if (!events.subscribe(subscription)) {
            throw new IllegalArgumentException("there is a subscription " + subscription.name());
        }
    }
}
