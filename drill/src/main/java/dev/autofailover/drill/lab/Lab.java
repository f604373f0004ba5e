// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.drill.lab;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.autofailover.drill.dns.DnsServer;
import dev.autofailover.drill.postgres.Accounts;
import dev.autofailover.lambda.Surroundings;
import dev.autofailover.plan.Plan;
import dev.autofailover.plan.Site;
import dev.autofailover.plan.TrafficSwitch;
import dev.autofailover.simulated.RecordedCall;
import dev.autofailover.simulated.cloudwatch.SampledMetric;
import dev.autofailover.simulated.rds.InstanceView;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.core.SdkBytes;

/** The lab, ready: what can be seen of it, and who speaks to its orchestrator. {@link LabBuilder} makes one. */
public final class Lab implements AutoCloseable {
    /** The version of the real database. */
    public static final String POSTGRESQL = "17.2";
    /** The site that is active at first. */
    public static final String IRELAND = "ireland";
    /** The site that stands by at first. */
    public static final String FRANKFURT = "frankfurt";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Parts parts;
    private final LabFaults faults;
    private final LabConsole console;

    /** What a lab consists of. */
    record Parts(
            LabAws aws,
            LabDatabases databases,
            Plan plan,
            ControlTable table,
            DnsServer dns,
            URI awsEndpoint,
            SampledMetric lag,
            String orchestrator,
            Closing closing) {
        InstanceView instance(Site site) {
            return aws.rds().instance(site.region(), site.database());
        }
    }

    Lab(Parts parts) {
        this.parts = parts;
        this.faults = new LabFaults(parts);
        this.console = new LabConsole(parts);
    }

    /** What can be broken in it. */
    public LabFaults faults() {
        return faults;
    }

    /** What somebody can do by hand. */
    public LabConsole console() {
        return console;
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
        return parts.databases().way();
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
        return parts.databases().accounts();
    }

    /** That site's database. */
    public LabDatabase server(String site) {
        return parts.databases().at(site);
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

    /** Whether the lag that is measured now is over {@code limit}. */
    public boolean measuredLagIsOver(Duration limit) {
        return server(FRANKFURT)
                .replicationLag()
                .filter(lag -> lag.compareTo(limit.plusSeconds(2)) > 0)
                .isPresent();
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
        return parts.instance(plan().site(site));
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
