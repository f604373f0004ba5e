// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.tests.deploy;

import dev.autofailover.drill.dns.Zone;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Name;
import org.xbill.DNS.RRset;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;
import software.amazon.awssdk.services.route53.Route53Client;
import software.amazon.awssdk.services.route53.model.Change;
import software.amazon.awssdk.services.route53.model.ChangeAction;
import software.amazon.awssdk.services.route53.model.ResourceRecord;
import software.amazon.awssdk.services.route53.model.ResourceRecordSet;

/**
 * The hosted zone example.com on MiniStack, which answers no DNS queries: what a name server would answer from it is read by API, at each
 * query anew.
 */
final class HostedZone implements Zone {
    static final String NAME = "orders-db.example.com";

    private final Route53Client route53;
    private final String id;

    private HostedZone(Route53Client route53, String id) {
        this.route53 = route53;
        this.id = id;
    }

    /** A zone whose {@link #NAME} leads to that endpoint, put there by hand. */
    static HostedZone leadingTo(String endpoint, MiniStack aws) {
        Route53Client route53 = aws.client(Route53Client.builder(), "us-east-1");
        String id = route53.createHostedZone(
                        create -> create.name("example.com").callerReference("a test"))
                .hostedZone()
                .id()
                .replaceFirst("^/hostedzone/", "");
        Change byHand = Change.builder()
                .action(ChangeAction.CREATE)
                .resourceRecordSet(set -> set.name(NAME)
                        .type("CNAME")
                        .ttl(5L)
                        .resourceRecords(
                                ResourceRecord.builder().value(endpoint).build()))
                .build();
        route53.changeResourceRecordSets(
                batch -> batch.hostedZoneId(id).changeBatch(changes -> changes.changes(byHand)));
        return new HostedZone(route53, id);
    }

    String id() {
        return id;
    }

    /** The one value of that record, if there is such a record. */
    Optional<String> value(String name, String type) {
        return sets(name)
                .filter(set -> set.typeAsString().equals(type))
                .map(set -> set.resourceRecords().getFirst().value())
                .findFirst();
    }

    /** Writes a hosts file for the functions' JVMs in which the name leads where the zone says that it leads now. */
    void writeHosts(Path file, Map<String, InetAddress> endpoints) {
        Map<String, InetAddress> all = new TreeMap<>(endpoints);
        value(NAME, "CNAME").map(endpoints::get).ifPresent(address -> all.put(NAME, address));
        List<String> lines = all.entrySet().stream()
                .map(entry -> entry.getValue().getHostAddress() + " " + entry.getKey())
                .toList();
        try {
            Path part = file.resolveSibling("hosts.part");
            Files.write(part, lines);
            // Read at every lookup, so never to be seen half written.
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    @Override
    public boolean covers(Name name) {
        return plain(name.toString()).endsWith("example.com");
    }

    @Override
    public boolean exists(Name name) {
        return sets(plain(name.toString())).findAny().isPresent();
    }

    @Override
    public Optional<RRset> find(Name name, int type) {
        return value(plain(name.toString()), Type.string(type)).map(value -> {
            try {
                String text = type == Type.CNAME ? value + "." : value;
                return new RRset(Record.fromString(name, type, DClass.IN, 5, text, Name.root));
            } catch (IOException malformed) {
                throw new UncheckedIOException(malformed);
            }
        });
    }

    private Stream<ResourceRecordSet> sets(String name) {
        return route53.listResourceRecordSets(list -> list.hostedZoneId(id)).resourceRecordSets().stream()
                .filter(set -> plain(set.name()).equals(name));
    }

    private static String plain(String name) {
        return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    }
}
