// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.simulated.route53;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.autofailover.simulated.Clients;
import dev.autofailover.simulated.SimulatedAws;
import dev.autofailover.simulated.VirtualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.route53.Route53Client;
import software.amazon.awssdk.services.route53.model.Change;
import software.amazon.awssdk.services.route53.model.ChangeAction;
import software.amazon.awssdk.services.route53.model.ChangeInfo;
import software.amazon.awssdk.services.route53.model.ChangeStatus;
import software.amazon.awssdk.services.route53.model.InvalidChangeBatchException;
import software.amazon.awssdk.services.route53.model.InvalidInputException;
import software.amazon.awssdk.services.route53.model.ListResourceRecordSetsResponse;
import software.amazon.awssdk.services.route53.model.NoSuchChangeException;
import software.amazon.awssdk.services.route53.model.NoSuchHostedZoneException;
import software.amazon.awssdk.services.route53.model.RRType;
import software.amazon.awssdk.services.route53.model.ResourceRecord;
import software.amazon.awssdk.services.route53.model.ResourceRecordSet;
import software.amazon.awssdk.services.route53.model.Route53Exception;

class SimulatedRoute53Test {
    private static final String ZONE = "Z0123456789EXAMPLE";
    private static final String NAME = "orders-db.example.com.";
    private static final String IRELAND = "orders.c0.eu-west-1.rds.amazonaws.com";
    private static final String FRANKFURT = "orders-replica.c0.eu-central-1.rds.amazonaws.com";

    private final VirtualTime time = new VirtualTime(Instant.parse("2026-11-21T10:00:00Z"));
    private final SimulatedRoute53 route53 = new SimulatedRoute53(time, Route53Timing.documented());
    private final SimulatedAws aws = new SimulatedAws(time).with(route53);
    private final Route53Client client = Clients.of(Route53Client.builder(), aws, "aws-global");

    @BeforeEach
    void aZoneWithOneName() {
        route53.addZone(ZONE, "example.com");
        route53.put(ZONE, new RecordSet(NAME, "CNAME", 5, List.of(IRELAND)));
        route53.put(ZONE, new RecordSet("_autofailover." + NAME, "TXT", 5, List.of("\"generation=7\"")));
    }

    @AfterEach
    void end() {
        time.close();
    }

    private static Change change(ChangeAction action, String name, RRType type, long ttl, String... values) {
        ResourceRecordSet set = ResourceRecordSet.builder()
                .name(name)
                .type(type)
                .ttl(ttl)
                .resourceRecords(Arrays.stream(values)
                        .map(value -> ResourceRecord.builder().value(value).build())
                        .toList())
                .build();
        return Change.builder().action(action).resourceRecordSet(set).build();
    }

    private ChangeInfo send(Change... changes) {
        return client.changeResourceRecordSets(
                        request -> request.hostedZoneId(ZONE).changeBatch(batch -> batch.changes(changes)))
                .changeInfo();
    }

    private static Change[] move(String from, String to, int generation) {
        return new Change[] {
            change(ChangeAction.DELETE, NAME, RRType.CNAME, 5, from),
            change(ChangeAction.CREATE, NAME, RRType.CNAME, 5, to),
            change(ChangeAction.DELETE, "_autofailover." + NAME, RRType.TXT, 5, "\"generation=" + generation + "\""),
            change(
                    ChangeAction.CREATE,
                    "_autofailover." + NAME,
                    RRType.TXT,
                    5,
                    "\"generation=" + (generation + 1) + "\"")
        };
    }

    @Test
    void aMoveIsShownByTheApiAtOnceAndByNameServersWhenInsync() {
        ChangeInfo info = send(move(IRELAND, FRANKFURT, 7));

        assertThat(info.status()).isEqualTo(ChangeStatus.PENDING);
        assertThat(client.listResourceRecordSets(request ->
                                request.hostedZoneId(ZONE).startRecordName(NAME).startRecordType(RRType.CNAME))
                        .resourceRecordSets()
                        .getFirst()
                        .resourceRecords()
                        .getFirst()
                        .value())
                .isEqualTo(FRANKFURT);
        assertThat(route53.resolve("Orders-DB.example.com", "CNAME")
                        .orElseThrow()
                        .values())
                .containsExactly(IRELAND);
        time.advance(Duration.ofSeconds(59));
        assertThat(client.getChange(request -> request.id(info.id()))
                        .changeInfo()
                        .status())
                .isEqualTo(ChangeStatus.PENDING);
        time.advance(Duration.ofSeconds(1));
        assertThat(client.getChange(request -> request.id(info.id()))
                        .changeInfo()
                        .status())
                .isEqualTo(ChangeStatus.INSYNC);
        assertThat(route53.resolve(NAME, "CNAME").orElseThrow().values()).containsExactly(FRANKFURT);
    }

    @Test
    void aLateWorkersBatchIsRefusedAlthoughTheValueCameRoundToWhatItOnceRead() {
        send(move(IRELAND, FRANKFURT, 7));
        send(move(FRANKFURT, IRELAND, 8));

        assertThatThrownBy(() -> send(move(IRELAND, FRANKFURT, 7)))
                .isInstanceOf(InvalidChangeBatchException.class)
                .hasMessageContaining(
                        "Tried to delete resource record set [name='_autofailover.orders-db.example.com.',"
                                + " type='TXT'] but the values provided do not match the current values");
        assertThat(route53.records(ZONE)).contains(new RecordSet(NAME, "CNAME", 5, List.of(IRELAND)));
    }

    @Test
    void aDeletionMustMatchTimeToLiveAndValueExactly() {
        assertThatThrownBy(() -> send(change(ChangeAction.DELETE, NAME, RRType.CNAME, 60, IRELAND)))
                .isInstanceOf(InvalidChangeBatchException.class)
                .hasMessageContaining("do not match the current values");
        assertThatThrownBy(() -> send(change(ChangeAction.DELETE, NAME, RRType.A, 5, "192.0.2.1")))
                .isInstanceOf(InvalidChangeBatchException.class)
                .hasMessageContaining("but it was not found");
        assertThatThrownBy(() -> send(change(ChangeAction.CREATE, NAME, RRType.CNAME, 5, FRANKFURT)))
                .isInstanceOf(InvalidChangeBatchException.class)
                .hasMessageContaining("Tried to create resource record set [name='" + NAME
                        + "', type='CNAME'] but it already exists");
        assertThat(route53.records(ZONE)).hasSize(4);
    }

    @Test
    void aBatchWithOneBadChangeChangesNothing() {
        assertThatThrownBy(() -> send(
                        change(ChangeAction.CREATE, "new.example.com", RRType.A, 60, "192.0.2.1"),
                        change(ChangeAction.DELETE, NAME, RRType.CNAME, 5, FRANKFURT)))
                .isInstanceOf(InvalidChangeBatchException.class);

        assertThat(route53.records(ZONE)).extracting(RecordSet::name).doesNotContain("new.example.com.");
    }

    @Test
    void aCnameStandsAloneAndNeverAtTheApex() {
        assertThatThrownBy(() -> send(change(ChangeAction.CREATE, NAME, RRType.A, 5, "192.0.2.1")))
                .hasMessageContaining("a conflicting RRSet of type CNAME with the same DNS name already exists");
        assertThatThrownBy(() -> send(
                        change(ChangeAction.CREATE, "a.example.com", RRType.A, 5, "192.0.2.1"),
                        change(ChangeAction.CREATE, "a.example.com", RRType.CNAME, 5, IRELAND)))
                .hasMessageContaining("conflicts with other records with the same DNS name");
        assertThatThrownBy(() -> send(change(ChangeAction.CREATE, "example.com", RRType.CNAME, 5, IRELAND)))
                .hasMessageContaining("is not permitted at apex in zone example.com.");
        send(
                change(ChangeAction.DELETE, NAME, RRType.CNAME, 5, IRELAND),
                change(ChangeAction.CREATE, NAME, RRType.A, 5, "192.0.2.1"));
    }

    @Test
    void badValuesAndForeignNamesAreRefused() {
        assertThatThrownBy(() -> send(change(ChangeAction.UPSERT, "t.example.com", RRType.TXT, 5, "bare")))
                .hasMessageContaining("Value should be enclosed in quotation marks");
        assertThatThrownBy(() -> send(change(ChangeAction.UPSERT, "a.example.com", RRType.A, 5, "256.1.1.1")))
                .hasMessageContaining("Value is not a valid IPv4 address");
        assertThatThrownBy(() -> send(change(ChangeAction.UPSERT, "a.example.org", RRType.A, 5, "192.0.2.1")))
                .hasMessageContaining("is not permitted in zone example.com.");
        assertThatThrownBy(() -> send(change(
                        ChangeAction.DELETE,
                        "example.com",
                        RRType.NS,
                        172_800,
                        "ns-1.awsdns-00.com.",
                        "ns-513.awsdns-00.net.",
                        "ns-1025.awsdns-00.org.",
                        "ns-1537.awsdns-00.co.uk.")))
                .hasMessageContaining("must contain at least one NS record");
    }

    @Test
    void recordsAreListedByReversedLabelsInPagesWithEscapes() {
        send(
                change(ChangeAction.UPSERT, "*.example.com", RRType.A, 60, "192.0.2.1"),
                change(ChangeAction.UPSERT, "z.example.com", RRType.A, 60, "192.0.2.1"),
                change(ChangeAction.UPSERT, "b.a.example.com", RRType.A, 60, "192.0.2.1"),
                change(ChangeAction.UPSERT, "a.example.com", RRType.TXT, 60, "\"x\""),
                change(ChangeAction.UPSERT, "a.example.com", RRType.A, 60, "192.0.2.1"));

        assertThat(client.listResourceRecordSetsPaginator(
                                request -> request.hostedZoneId(ZONE).maxItems("2"))
                        .resourceRecordSets())
                .extracting(set -> set.name() + " " + set.type())
                .containsExactly(
                        "example.com. NS",
                        "example.com. SOA",
                        "\\052.example.com. A",
                        "a.example.com. A",
                        "a.example.com. TXT",
                        "b.a.example.com. A",
                        "orders-db.example.com. CNAME",
                        "_autofailover.orders-db.example.com. TXT",
                        "z.example.com. A");
        ListResourceRecordSetsResponse page = client.listResourceRecordSets(request -> request.hostedZoneId(ZONE)
                .startRecordName("a.example.com")
                .startRecordType(RRType.TXT)
                .maxItems("1"));
        assertThat(page.resourceRecordSets().getFirst().type()).isEqualTo(RRType.TXT);
        assertThat(page.isTruncated()).isTrue();
        assertThat(page.nextRecordName()).isEqualTo("b.a.example.com.");
        assertThatThrownBy(() -> client.listResourceRecordSets(
                        request -> request.hostedZoneId(ZONE).startRecordType(RRType.TXT)))
                .isInstanceOf(InvalidInputException.class);
    }

    @Test
    void zonesAreMadeListedAndFound() {
        String id = client.createHostedZone(
                        request -> request.name("example.net").callerReference("one"))
                .hostedZone()
                .id();

        assertThat(client.getHostedZone(request -> request.id(id)).hostedZone().name())
                .isEqualTo("example.net.");
        assertThat(client.listHostedZones().hostedZones()).hasSize(2);
        assertThatThrownBy(() -> client.getHostedZone(request -> request.id("ZNONE")))
                .isInstanceOf(NoSuchHostedZoneException.class)
                .hasMessageContaining("No hosted zone found with ID: ZNONE");
        assertThatThrownBy(() -> client.getChange(request -> request.id("CNONE")))
                .isInstanceOf(NoSuchChangeException.class);
    }

    @Test
    void fiftyCallsAtOnceAreTakenAndThenTenASecond() {
        for (int i = 0; i < 50; i++) {
            client.listHostedZones();
        }
        assertThatThrownBy(client::listHostedZones).isInstanceOfSatisfying(Route53Exception.class, error -> {
            assertThat(error.statusCode()).isEqualTo(400);
            assertThat(error.awsErrorDetails().errorCode()).isEqualTo("Throttling");
            assertThat(error.awsErrorDetails().errorMessage()).isEqualTo("Rate exceeded");
        });
        time.advance(Duration.ofMillis(100));
        client.listHostedZones();
        assertThatThrownBy(client::listHostedZones).isInstanceOf(Route53Exception.class);
    }

    @Test
    void whatIsNotSimulatedIsRefusedLoudly() {
        assertThatThrownBy(() -> client.listHealthChecks())
                .isInstanceOfSatisfying(
                        Route53Exception.class,
                        error -> assertThat(error.awsErrorDetails().errorCode()).isEqualTo("InvalidAction"));
        Change weighted = Change.builder()
                .action(ChangeAction.CREATE)
                .resourceRecordSet(set -> set.name("w.example.com")
                        .type(RRType.A)
                        .setIdentifier("one")
                        .weight(1L)
                        .ttl(5L)
                        .resourceRecords(
                                ResourceRecord.builder().value("192.0.2.1").build()))
                .build();
        assertThatThrownBy(() -> send(weighted)).hasMessageContaining("SetIdentifier");
    }
}
