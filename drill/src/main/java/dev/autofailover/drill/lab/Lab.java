// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.drill.lab;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.autofailover.drill.dns.DnsServer;
import dev.autofailover.drill.network.Fault.BlackHole;
import dev.autofailover.drill.network.Fault.None;
import dev.autofailover.drill.postgres.Accounts;
import dev.autofailover.lambda.Surroundings;
import dev.autofailover.plan.Plan;
import dev.autofailover.plan.Site;
import dev.autofailover.plan.TrafficSwitch;
import dev.autofailover.simulated.Effect;
import dev.autofailover.simulated.Fault;
import dev.autofailover.simulated.RecordedCall;
import dev.autofailover.simulated.Scope;
import dev.autofailover.simulated.cloudwatch.SampledMetric;
import dev.autofailover.simulated.rds.InstanceView;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.rds.RdsClient;

/** The lab, ready: what can be seen of it, and what can be done to it. {@link LabBuilder} makes one. */
public final class Lab implements AutoCloseable {
    /** The version of the real database. */
    public static final String POSTGRESQL = "17.2";
    /** The site that is active at first. */
    public static final String IRELAND = "ireland";
    /** The site that stands by at first. */
    public static final String FRANKFURT = "frankfurt";

    private static final Duration LONGEST_DELAY = Duration.ofMillis(400);
    private static final long SHUFFLE_SEED = 20_261_121;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Parts parts;
    private final Map<String, Fault> lostRegions = new HashMap<>();

    /** What a lab consists of. */
    record Parts(
            LabAws aws,
            Map<String, LabDatabase> databases,
            Plan plan,
            ControlTable table,
            DnsServer dns,
            URI awsEndpoint,
            SampledMetric lag,
            String orchestrator,
            Accounts accounts,
            String way,
            Closing closing) {}

    Lab(Parts parts) {
        this.parts = parts;
    }

    /** The plan as it was applied. */
    public Plan plan() {
        return parts.plan();
    }

    /** What the service's record says. */
    public ControlTable table() {
        return parts.table();
    }

    /** What time it is in the lab. */
    public Instant now() {
        return parts.aws().time().instant();
    }

    /** Returns after {@code howLong} in the lab's time. */
    public void pause(Duration howLong) {
        parts.aws().time().pause(howLong);
    }

    /** As whom PostgreSQL runs, in one line. */
    public String way() {
        return parts.way();
    }

    /** host:port of the DNS server. */
    public String dnsServer() {
        var address = parts.dns().address();
        return address.getAddress().getHostAddress() + ":" + address.getPort();
    }

    /** The name that clients use. */
    public String recordName() {
        return switch (plan().traffic().getFirst()) {
            case TrafficSwitch.Route53Record record -> record.name();
        };
    }

    /** Where other processes reach the simulated Regions. */
    public URI awsEndpoint() {
        return parts.awsEndpoint();
    }

    /** The world as an operator's commands see it. */
    public Surroundings operator() {
        return parts.aws().operator();
    }

    /** Who may log in to the databases. */
    public Accounts accounts() {
        return parts.accounts();
    }

    /** That site's database. */
    public LabDatabase server(String site) {
        LabDatabase database = parts.databases().get(site);
        if (database == null) {
            throw new IllegalArgumentException("no site " + site);
        }
        return database;
    }

    /** The address by which clients reach that site's database. */
    public String address(String site) {
        return server(site).network().addressFor(WhereItRuns.OUTSIDE).getHostAddress();
    }

    /** A connection to the site's database itself, past every gateway; the caller closes it. */
    public Connection connect(String site) throws SQLException {
        return server(site).server().sql().connectAsApplication();
    }

    /** Gives the orchestrator a command as an operator would; answers its answer. */
    public Map<String, Object> order(Map<String, Object> command) {
        try {
            byte[] payload = JSON.writeValueAsBytes(command);
            var answer = parts.aws()
                    .operator(plan().control())
                    .invoke(invoke ->
                            invoke.functionName(parts.orchestrator()).payload(SdkBytes.fromByteArray(payload)));
            String text = answer.payload().asUtf8String();
            if (answer.functionError() != null) {
                throw new IllegalStateException("the orchestrator failed: " + text);
            }
            return JSON.readValue(text, new TypeReference<>() {});
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The site's Region is gone: its database, its APIs, its functions. */
    public void lose(String site) {
        server(site).network().apply(new BlackHole());
        loseRegion(plan().site(site).region());
    }

    /** The site's Region answers again. */
    public void restore(String site) {
        restoreRegion(plan().site(site).region());
        server(site).network().apply(new None());
    }

    /** The Region that decides, where no site is, is gone. */
    public void loseControl() {
        loseRegion(plan().control());
    }

    /** The Region that decides answers again. */
    public void restoreControl() {
        restoreRegion(plan().control());
    }

    private void loseRegion(String region) {
        lostRegions.put(region, parts.aws().aws().faults().begin(Scope.region(region), new Effect.Hangs()));
    }

    private void restoreRegion(String region) {
        Optional.ofNullable(lostRegions.remove(region)).ifPresent(Fault::lift);
    }

    /** The standby's server dies, and RDS says so. */
    public void failStandby() {
        server(FRANKFURT).kill();
        Site site = plan().site(FRANKFURT);
        parts.aws().rds().setStatus(site.region(), site.database(), "failed");
    }

    /** The checkers of {@code region} don't get through to the site any more. */
    public void cutWay(String region, String site) {
        server(site).network().apply(region, new BlackHole());
    }

    /** Sets the alarm's state. */
    public void alarm(String state) {
        parts.aws()
                .cloudWatch()
                .setAlarmState(plan().site(IRELAND).region(), LabBuilder.ALARM, state, "set by the drill");
    }

    /** No lag is measured any more. */
    public void withholdLag() {
        parts.lag().withhold(true);
    }

    /** Whether the lag that is measured now is over {@code limit}. */
    public boolean measuredLagIsOver(Duration limit) {
        return server(FRANKFURT)
                .replicationLag()
                .filter(lag -> lag.compareTo(limit.plusSeconds(2)) > 0)
                .isPresent();
    }

    /** Someone promotes the site's database in the console. */
    public void promoteByHand(String site) {
        Site target = plan().site(site);
        rds(target).promoteReadReplica(promote -> promote.dbInstanceIdentifier(target.database()));
    }

    /** Someone puts the isolating security group before the site's database. */
    public void fenceByHand(String site) {
        Site target = plan().site(site);
        rds(target)
                .modifyDBInstance(modify -> modify.dbInstanceIdentifier(target.database())
                        .vpcSecurityGroupIds(target.isolation())
                        .applyImmediately(true));
    }

    private RdsClient rds(Site site) {
        return parts.aws().client(RdsClient.builder(), site.region());
    }

    /** Whether the isolating security group, and no other, is active before the site's database. */
    public boolean isFenced(String site) {
        return instance(site).securityGroups().equals(Map.of(plan().site(site).isolation(), "active"));
    }

    /** Whether the site's database is an available replica of the other's. */
    public boolean isReadyStandby(String site) {
        InstanceView view = instance(site);
        return view.source().isPresent() && view.status().equals("available");
    }

    private InstanceView instance(String site) {
        Site of = plan().site(site);
        return parts.aws().rds().instance(of.region(), of.database());
    }

    /** Makes the site's database a replica of the other site's anew, as an operator does after a move. */
    public void rebuildAsReplica(String site) {
        Site target = plan().site(site);
        Site source = plan().other(site);
        LabDatabase other = server(source.name());
        server(site).server().rebuildAsStandbyOf(other.server(), other.network().replication());
        parts.aws().rds().removeInstance(target.region(), target.database());
        parts.aws()
                .rds()
                .addInstance(
                        LabBuilder.newInstance(target, plan())
                                .replicaOf(instance(source.name()).arn()),
                        server(site));
        LabBuilder.sampleLag(parts.aws(), target, server(site));
    }

    /** Every message is delivered three times, shuffled. */
    public void deliverThreeTimes() {
        parts.aws().aws().deliveries().duplicate(3, LONGEST_DELAY, SHUFFLE_SEED);
    }

    /** The next worker that changes DNS stands still before its change has an effect, until the fault is lifted. */
    public Fault freezeNextDnsChange() {
        return parts.aws()
                .aws()
                .faults()
                .begin(Scope.service("route53").operation("ChangeResourceRecordSets"), new Effect.Holds(), 1);
    }

    /** How many calls of that operation had an effect. */
    public long callsOf(String operation) {
        return calls().stream()
                .filter(call -> call.operation().equals(operation))
                .filter(call ->
                        call.outcome() instanceof RecordedCall.Outcome.Answered answered && answered.status() < 400)
                .count();
    }

    /** How many DNS changes Route 53 refused. */
    public int refusedDnsChanges() {
        return (int) calls().stream()
                .filter(call -> call.operation().equals("ChangeResourceRecordSets"))
                .filter(call ->
                        call.outcome() instanceof RecordedCall.Outcome.Answered answered && answered.status() >= 400)
                .count();
    }

    /** Every AWS call until now. */
    public List<RecordedCall> calls() {
        return parts.aws().aws().recording().calls();
    }

    /** Whether the name that clients use leads to that site. */
    public boolean trafficPointsTo(String site) {
        String endpoint = plan().site(site).endpoint();
        return parts.aws()
                .route53()
                .resolve(recordName(), "CNAME")
                .filter(set -> Set.of(endpoint, endpoint + ".").containsAll(set.values()))
                .isPresent();
    }

    /** Ends everything; leaves no process and no file behind. */
    @Override
    public void close() {
        parts.closing().close();
    }
}
