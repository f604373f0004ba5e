// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.drill.invoke;

import dev.autofailover.drill.dns.LabNames;
import dev.autofailover.drill.dns.Zone;
import dev.autofailover.simulated.route53.RecordSet;
import dev.autofailover.simulated.route53.SimulatedRoute53;
import java.io.IOException;
import java.net.InetAddress;
import java.util.Locale;
import java.util.Optional;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Name;
import org.xbill.DNS.RRset;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;

/** The names of a world: its hosted zones for who asks by DNS; no name of AWS ever leads out of this machine. */
final class WorldNames implements Zone, LabNames.Names {
    private final SimulatedRoute53 route53;

    WorldNames(SimulatedRoute53 route53) {
        this.route53 = route53;
    }

    @Override
    public boolean covers(Name name) {
        return route53.zoneOf(plain(name)).isPresent();
    }

    @Override
    public boolean exists(Name name) {
        return find(name, Type.CNAME).isPresent() || find(name, Type.TXT).isPresent();
    }

    @Override
    public Optional<RRset> find(Name name, int type) {
        return route53.resolve(plain(name), Type.string(type)).map(set -> records(name, type, set));
    }

    /** An endpoint leads to this machine, where nothing listens: a check is refused at once, and no other machine is asked. */
    @Override
    public Optional<LabNames.Resolution> resolve(String host) {
        boolean ours = host.endsWith(".amazonaws.com") || route53.zoneOf(host).isPresent();
        return ours
                ? Optional.of(new LabNames.Resolution(Optional.of(InetAddress.getLoopbackAddress())))
                : Optional.empty();
    }

    private static RRset records(Name name, int type, RecordSet set) {
        var records = new RRset();
        for (String value : set.values()) {
            String absolute = type == Type.CNAME && !value.endsWith(".") ? value + "." : value;
            try {
                records.addRR(Record.fromString(name, type, DClass.IN, set.ttlSeconds(), absolute, Name.root));
            } catch (IOException malformed) {
                throw new IllegalStateException("Route 53 holds what is no record: " + value, malformed);
            }
        }
        return records;
    }

    private static String plain(Name name) {
        return name.toString(true).toLowerCase(Locale.ROOT);
    }
}
