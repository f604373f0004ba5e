// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.orchestrator;

import dev.autofailover.record.ServiceRecord;
import dev.autofailover.record.dynamodb.DynamoDbRecordStore;
import dev.autofailover.run.Run;
import dev.autofailover.simulated.AwsTiming;
import dev.autofailover.simulated.Caller;
import dev.autofailover.simulated.Effect;
import dev.autofailover.simulated.Fault;
import dev.autofailover.simulated.RecordedCall;
import dev.autofailover.simulated.Scope;
import dev.autofailover.simulated.SimulatedAws;
import dev.autofailover.simulated.VirtualTime;
import dev.autofailover.simulated.cloudwatch.CloudWatchTiming;
import dev.autofailover.simulated.cloudwatch.Metric;
import dev.autofailover.simulated.cloudwatch.SimulatedCloudWatch;
import dev.autofailover.simulated.dynamodb.SimulatedDynamoDb;
import dev.autofailover.simulated.events.SimulatedEventBridge;
import dev.autofailover.simulated.lambda.FunctionDefinition;
import dev.autofailover.simulated.lambda.SimulatedLambda;
import dev.autofailover.simulated.rds.ModelDatabase;
import dev.autofailover.simulated.rds.NewCluster;
import dev.autofailover.simulated.rds.NewInstance;
import dev.autofailover.simulated.rds.RdsTiming;
import dev.autofailover.simulated.rds.SimulatedRds;
import dev.autofailover.simulated.route53.RecordSet;
import dev.autofailover.simulated.route53.Route53Timing;
import dev.autofailover.simulated.route53.SimulatedRoute53;
import dev.autofailover.simulated.sns.SimulatedSns;
import dev.autofailover.simulated.sqs.SimulatedSqs;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Ireland and Frankfurt with a database each, Stockholm deciding, the name that clients use, all in virtual time. The database of Ireland
 * has taken writes for some minutes, and that of Frankfurt replicates them at once.
 */
final class Stage implements AutoCloseable {
    static final Instant START = Instant.parse("2026-11-21T10:00:30Z");
    static final String IRELAND = "eu-west-1";
    static final String FRANKFURT = "eu-central-1";
    static final String STOCKHOLM = "eu-north-1";
    static final String NAME = "orders-db.example.com";
    static final String ZONE = "Z0123456789EXAMPLE";
    /** As long as the probes' DOWN votes say. */
    static final Duration DETECTED_AFTER = Duration.ofSeconds(3);

    static final String DEFAULT_GROUP = "sg-0default";

    final VirtualTime time = new VirtualTime(START);
    final SimulatedAws aws = new SimulatedAws(time);
    final SimulatedSns sns = new SimulatedSns(aws, AwsTiming.quick());
    final SimulatedSqs sqs = new SimulatedSqs(aws);
    final SimulatedEventBridge bus = new SimulatedEventBridge(aws, AwsTiming.quick());
    final SimulatedLambda lambda = new SimulatedLambda(aws, AwsTiming.quick());
    final SimulatedRoute53 route53 = new SimulatedRoute53(time, Route53Timing.quick());
    final SimulatedCloudWatch cloudWatch = new SimulatedCloudWatch(time, CloudWatchTiming.quick(), sns, bus, lambda);
    final SimulatedRds rds;
    final ModelDatabase ireland;
    final ModelDatabase frankfurt;
    final ModelChecker checker;
    final Operators operators;
    final DynamoDbRecordStore records;

    private Instant outageBegan = START;

    Stage() {
        this(RdsTiming.quick());
    }

    Stage(RdsTiming timing) {
        this(timing, false);
    }

    /** The same with an Aurora global database instead of an instance and its replica. */
    static Stage aurora() {
        return new Stage(RdsTiming.quick(), true);
    }

    private Stage(RdsTiming timing, boolean aurora) {
        rds = new SimulatedRds(time, timing, sns, bus);
        aws.with(new SimulatedDynamoDb(time)).with(sns).with(sqs).with(bus).with(lambda);
        aws.with(route53).with(cloudWatch).with(rds);
        ireland = ModelDatabase.primary(time, Set.of("sg-0isolatedireland", "sg-0isolatedfrankfurt"));
        frankfurt = ireland.replica(Duration.ZERO);
        addDatabases(aurora);
        String active = aurora ? clusterEndpoint("orders", IRELAND) : endpoint("orders", IRELAND);
        String standby = aurora ? clusterEndpoint("orders-replica", FRANKFURT) : endpoint("orders-replica", FRANKFURT);
        route53.addZone(ZONE, "example.com");
        route53.put(ZONE, new RecordSet(NAME + ".", "CNAME", 5, List.of(active)));
        checker = new ModelChecker(Map.of(active, ireland, standby, frankfurt), route53, time);
        lambda.deploy(FunctionDefinition.of("checker", IRELAND, checker).timeout(Duration.ofSeconds(30)));
        lambda.deploy(FunctionDefinition.of("checker", FRANKFURT, checker).timeout(Duration.ofSeconds(30)));
        operators = new Operators(this);
        records = new DynamoDbRecordStore(operators.dynamoDb(), Operators.TABLE);
    }

    private void addDatabases(boolean aurora) {
        if (aurora) {
            rds.addGlobalCluster(
                    "orders-global",
                    NewCluster.postgres(IRELAND, "orders").behind(DEFAULT_GROUP),
                    ireland,
                    NewCluster.postgres(FRANKFURT, "orders-replica").behind(DEFAULT_GROUP),
                    frankfurt);
            cloudWatch.sample(
                    Metric.globalLag(FRANKFURT, "orders-replica", IRELAND),
                    Duration.ofSeconds(1),
                    rds.globalLag(FRANKFURT, "orders-replica"));
            cloudWatch.sample(
                    Metric.globalLag(IRELAND, "orders", FRANKFURT),
                    Duration.ofSeconds(1),
                    rds.globalLag(IRELAND, "orders"));
            return;
        }
        String primary = rds.addInstance(instance(IRELAND, "orders"), ireland);
        rds.addInstance(instance(FRANKFURT, "orders-replica").replicaOf(primary), frankfurt);
        cloudWatch.sample(
                Metric.replicaLag(FRANKFURT, "orders-replica"),
                Duration.ofSeconds(1),
                rds.replicaLag(FRANKFURT, "orders-replica"));
    }

    private static NewInstance instance(String region, String identifier) {
        return NewInstance.postgres(region, identifier).behind(DEFAULT_GROUP).at(endpoint(identifier, region), 5432);
    }

    static String endpoint(String identifier, String region) {
        return identifier + ".c1a2b3." + region + ".rds.amazonaws.com";
    }

    static String clusterEndpoint(String identifier, String region) {
        return identifier + ".cluster-c1a2b3." + region + ".rds.amazonaws.com";
    }

    /** Applies the plan, and lets clients write for so long that the lag is known. */
    Stage settled() {
        return settled(PlanText.standard());
    }

    /** The same with few writes, for tests of many stages. */
    Stage brieflySettled() {
        return brieflySettled(PlanText.standard());
    }

    Stage brieflySettled(String plan) {
        operators.apply(plan);
        writeFor(Duration.ofSeconds(3));
        operators.vote("HEALTHY", "HEALTHY");
        return this;
    }

    Stage settled(String plan) {
        operators.apply(plan);
        writeFor(Duration.ofMinutes(2));
        operators.vote("HEALTHY", "HEALTHY");
        return this;
    }

    /** A client writes a row a second by way of Ireland. */
    void writeFor(Duration howLong) {
        for (long second = 0; second < howLong.toSeconds(); second++) {
            ireland.write(ModelDatabase.Client.APPLICATION, "row");
            time.advance(Duration.ofSeconds(1));
        }
    }

    /** Ireland is gone: database, APIs, functions. */
    Fault loseIreland() {
        outageBegan = time.instant();
        ireland.hang(true);
        Fault lost = aws.faults().begin(Scope.region(IRELAND), new Effect.Hangs());
        time.advance(DETECTED_AFTER);
        return lost;
    }

    /** The database's processes die, and can be started again; AWS itself answers. */
    void killPrimary() {
        outageBegan = time.instant();
        ireland.stopImmediately();
        time.advance(DETECTED_AFTER);
    }

    /** When the last outage began; when it all began, before the first. */
    Instant outageBegan() {
        return outageBegan;
    }

    ServiceRecord record() {
        return records.load("orders").orElseThrow();
    }

    Run run() {
        return record().run().orElseThrow();
    }

    /** Where clients are led now. */
    String leadsTo() {
        return route53.resolve(NAME + ".", "CNAME")
                .map(set -> set.values().getFirst())
                .orElse("nowhere");
    }

    /** What the zone says, the companion included: {@code name value}. */
    Set<String> zone() {
        return route53.records(ZONE).stream()
                .filter(set -> set.type().equals("CNAME") || set.type().equals("TXT"))
                .map(set -> set.name() + " " + String.join(" ", set.values()))
                .collect(Collectors.toSet());
    }

    /** The calls of that operation that AWS took. */
    List<RecordedCall> taken(String operation) {
        return aws.recording().calls().stream()
                .filter(call -> call.operation().equals(operation))
                .filter(call -> call.outcome() instanceof RecordedCall.Outcome.Answered answered
                        && answered.errorCode().isEmpty())
                .toList();
    }

    /** The security groups of a database. */
    Set<String> groups(String region, String identifier) {
        return rds.instance(region, identifier).securityGroups().keySet();
    }

    Optional<String> source(String region, String identifier) {
        return rds.instance(region, identifier).source();
    }

    static Caller orchestrator() {
        return Caller.function("failover-orchestrator", STOCKHOLM);
    }

    @Override
    public void close() {
        time.close();
    }
}
