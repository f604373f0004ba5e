// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.drill.lab;

import dev.autofailover.drill.dns.LabNames;
import dev.autofailover.drill.dns.Zone;
import dev.autofailover.simulated.route53.RecordSet;
import dev.autofailover.simulated.route53.SimulatedRoute53;
import java.net.InetAddress;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Name;
import org.xbill.DNS.RRset;
import org.xbill.DNS.Record;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/** What names lead to in the lab: the hosted zone as simulated Route 53 has it in effect, and the databases' endpoints. */
final class LabZone implements Zone, LabNames.Names {
    /** RDS endpoints are answered with 5 s (seen in the field). */
    private static final long ENDPOINT_TTL_SECONDS = 5;

    private static final List<String> TYPES = List.of("A", "CNAME", "TXT", "NS", "SOA");

    private final SimulatedRoute53 route53;
    private final Map<String, SiteNetwork> endpoints;

    /**
     * Names of one lab.
     *
     * @param endpoints by host name, lower case, without a dot at the end
     */
    LabZone(SimulatedRoute53 route53, Map<String, SiteNetwork> endpoints) {
        this.route53 = route53;
        this.endpoints = endpoints;
    }

    @Override
    public boolean covers(Name name) {
        return endpoints.containsKey(plain(name)) || route53.zoneOf(plain(name)).isPresent();
    }

    @Override
    public boolean exists(Name name) {
        return endpoints.containsKey(plain(name))
                || TYPES.stream()
                        .anyMatch(type -> route53.resolve(plain(name), type).isPresent());
    }

    @Override
    public Optional<RRset> find(Name name, int type) {
        SiteNetwork endpoint = endpoints.get(plain(name));
        if (endpoint != null) {
            InetAddress address = endpoint.addressFor(WhereItRuns.OUTSIDE);
            return type == Type.A
                    ? Optional.of(new RRset(new ARecord(name, DClass.IN, ENDPOINT_TTL_SECONDS, address)))
                    : Optional.empty();
        }
        return route53.resolve(plain(name), Type.string(type)).map(set -> rrset(name, type, set));
    }

    private static RRset rrset(Name name, int type, RecordSet set) {
        RRset all = new RRset();
        for (String value : set.values()) {
            try {
                all.addRR(Record.fromString(name, type, DClass.IN, set.ttlSeconds(), absolute(type, value), Name.root));
            } catch (java.io.IOException malformed) {
                throw new IllegalStateException("Route 53 holds what is no record: " + value, malformed);
            }
        }
        return all;
    }

    private static String absolute(int type, String value) {
        return type == Type.CNAME && !value.endsWith(".") ? value + "." : value;
    }

    /** For this JVM: the way depends on where the code runs that asks. */
    @Override
    public Optional<LabNames.Resolution> resolve(String host) {
        String name = host;
        Optional<RecordSet> alias = route53.resolve(name, "CNAME");
        if (alias.isPresent()) {
            name = withoutDot(alias.get().values().getFirst().toLowerCase(Locale.ROOT));
        }
        SiteNetwork endpoint = endpoints.get(name);
        if (endpoint != null) {
            return Optional.of(new LabNames.Resolution(Optional.of(endpoint.addressFor(WhereItRuns.region()))));
        }
        return route53.zoneOf(host).isPresent()
                ? Optional.of(new LabNames.Resolution(Optional.empty()))
                : Optional.empty();
    }

    private static String plain(Name name) {
        return withoutDot(name.toString().toLowerCase(Locale.ROOT));
    }

    private static String withoutDot(String name) {
        return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    }

    /** For those who need a {@link Name} of a text that is known to be one. */
    static Name name(String text) {
        try {
            return Name.fromString(text, Name.root);
        } catch (TextParseException e) {
            throw new IllegalArgumentException(text, e);
        }
    }
}
