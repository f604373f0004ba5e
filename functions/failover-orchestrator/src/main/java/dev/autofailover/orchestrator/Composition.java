// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.orchestrator;

import dev.autofailover.lambda.AwsClients;
import dev.autofailover.lambda.CallLimits;
import dev.autofailover.lambda.DeadLetters;
import dev.autofailover.lambda.Lazy;
import dev.autofailover.lambda.Metrics;
import dev.autofailover.lambda.SideBySide;
import dev.autofailover.lambda.Surroundings;
import dev.autofailover.lambda.Variables;
import dev.autofailover.lambda.VirtualThreads;
import dev.autofailover.orchestrator.aws.Regional;
import dev.autofailover.orchestrator.cloudwatch.AlarmStates;
import dev.autofailover.orchestrator.command.CommandDesk;
import dev.autofailover.orchestrator.command.CommandDesk.DryRun;
import dev.autofailover.orchestrator.dns.ResolverQuery;
import dev.autofailover.orchestrator.effect.Rehearsal;
import dev.autofailover.orchestrator.lambda.LambdaChecks;
import dev.autofailover.orchestrator.observe.Alarms;
import dev.autofailover.orchestrator.observe.Fleets;
import dev.autofailover.orchestrator.observe.Lookout;
import dev.autofailover.orchestrator.publish.AwsNotifier;
import dev.autofailover.orchestrator.rds.RdsCalls;
import dev.autofailover.orchestrator.rds.ReplicaLag;
import dev.autofailover.orchestrator.reconcile.Gate;
import dev.autofailover.orchestrator.reconcile.Reconciler;
import dev.autofailover.orchestrator.reconcile.RehearsedStore;
import dev.autofailover.orchestrator.reconcile.World;
import dev.autofailover.orchestrator.signal.Mail;
import dev.autofailover.orchestrator.signal.SignalIntake;
import dev.autofailover.orchestrator.tell.OrchestratorMetrics;
import dev.autofailover.orchestrator.traffic.DnsQuery;
import dev.autofailover.record.dynamodb.DynamoDbPlanStore;
import dev.autofailover.record.dynamodb.DynamoDbRecordStore;
import java.time.Duration;
import java.util.UUID;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.route53.Route53Client;
import software.amazon.awssdk.services.sns.SnsClient;

/** Puts the orchestrator together: every client, port and adapter, from what the function is surrounded by. */
final class Composition {
    /** An effect is sent once, and its client gives up before the gate's longest call is over. */
    static final CallLimits ONCE = CallLimits.once(Duration.ofSeconds(3));
    /** Services worked on at once; each waits for AWS most of its time. */
    private static final int SERVICES_AT_ONCE = 16;

    private static final int CALLS_AT_ONCE = 128;
    private static final int DEFAULT_FLEET_LIMIT = 5;
    private static final int LARGEST_FLEET_LIMIT = 1_000;

    private final Surroundings surroundings;
    private final Variables variables;
    private final AwsClients clients;
    private final Region region;
    private final Outside outside;
    private final OrchestratorMetrics metrics;
    private final Alarms alarms;
    private final ProductionAdapters.Means means;

    /**
     * What goes side by side, in two bounds: a service's work waits for its calls.
     *
     * @param dns what clients of switched names see
     */
    record Outside(SideBySide services, SideBySide calls, DnsQuery dns) {}

    private Composition(Surroundings surroundings, Outside outside) {
        this.surroundings = surroundings;
        this.outside = outside;
        this.variables = new Variables(surroundings.variables());
        this.clients = new AwsClients(surroundings);
        this.region = variables.region("CONTROL_REGION");
        this.metrics = new OrchestratorMetrics(Metrics.of(surroundings, "failover-orchestrator"));
        Regional<CloudWatchClient> cloudWatch = new Regional<>(in -> clients.site(CloudWatchClient.builder(), in));
        this.alarms = new AlarmStates(cloudWatch, surroundings.clock());
        this.means = new ProductionAdapters.Means(
                new ProductionAdapters.Databases(
                        new RdsCalls(
                                new Regional<>(in -> clients.site(RdsClient.builder(), in)),
                                new Regional<>(in -> clients.client(RdsClient.builder(), in, ONCE)),
                                surroundings.clock()),
                        new ReplicaLag(cloudWatch, surroundings.clock())),
                new LambdaChecks(new Regional<>(
                        in -> clients.client(LambdaClient.builder(), in, CallLimits.once(Duration.ofSeconds(10))))),
                new ProductionAdapters.Names(
                        new Lazy<>(() -> clients.site(Route53Client.builder(), Region.AWS_GLOBAL)),
                        new Lazy<>(() -> clients.client(Route53Client.builder(), Region.AWS_GLOBAL, ONCE)),
                        outside.dns()),
                outside.calls(),
                surroundings.clock());
    }

    /** The orchestrator in those surroundings. */
    static Orchestrator of(Surroundings surroundings) {
        Variables variables = new Variables(surroundings.variables());
        return of(
                surroundings,
                new Outside(
                        new VirtualThreads(SERVICES_AT_ONCE),
                        new VirtualThreads(CALLS_AT_ONCE),
                        ResolverQuery.of(variables.optional("DNS_SERVER"))));
    }

    /** The same, with other threads and other eyes. */
    static Orchestrator of(Surroundings surroundings, Outside outside) {
        return new Composition(surroundings, outside).orchestrator();
    }

    private Orchestrator orchestrator() {
        World world = world();
        Reconciler reconciler = new Reconciler(
                world,
                lookout(world),
                held -> Gate.working(world, held),
                () -> UUID.randomUUID().toString());
        return new Orchestrator(
                new Orchestrator.Desks(
                        new Mail(DeadLetters.of(surroundings)),
                        new SignalIntake(world.state().records(), outside.services(), metrics, surroundings.clock()),
                        new CommandDesk(world, reconciler, () -> dryRun(world), region.id()),
                        metrics),
                reconciler,
                new PlansDecidedHere(world.state().plans(), region.id(), surroundings.clock()),
                outside.services(),
                surroundings.clock());
    }

    private World world() {
        String table = variables.required("TABLE", "the name of the table of records");
        DynamoDbClient dynamoDb = clients.control(DynamoDbClient.builder(), region);
        AwsNotifier notifier = new AwsNotifier(
                new Regional<>(in -> clients.site(SnsClient.builder(), in)),
                new Lazy<>(() -> clients.control(EventBridgeClient.builder(), region)),
                variables.arn("NOTIFY_TOPIC", "sns").toString(),
                variables.optional("EVENT_BUS").orElse("default"));
        return new World(
                new World.State(new DynamoDbRecordStore(dynamoDb, table), new DynamoDbPlanStore(dynamoDb, table)),
                new World.Hands(means::through, notifier, outside.calls(), metrics),
                new World.Time(surroundings.clock(), surroundings.waiting()));
    }

    private Lookout lookout(World world) {
        int limit = variables.number("FLEET_LIMIT", DEFAULT_FLEET_LIMIT, 1, LARGEST_FLEET_LIMIT);
        Fleets fleets = new Fleets(world.state().records(), world.state().plans(), limit);
        return new Lookout(world.state().records(), alarms, fleets, outside.calls(), surroundings.clock());
    }

    /** The same world, in which nothing is changed, nobody told, and nothing waited for. */
    private DryRun dryRun(World real) {
        Rehearsal rehearsal = new Rehearsal();
        World world = new World(
                new World.State(
                        new RehearsedStore(real.state().records()), real.state().plans()),
                new World.Hands(means::through, (_, _) -> true, outside.calls(), metrics),
                new World.Time(surroundings.clock(), _ -> {}));
        Gate gate = Gate.rehearsing(means.rehearsed(rehearsal), outside.calls());
        return new DryRun(
                new Reconciler(
                        world,
                        lookout(world),
                        _ -> gate,
                        () -> UUID.randomUUID().toString()),
                rehearsal::assumed);
    }
}
