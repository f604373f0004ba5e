// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.drill.client;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.Type;

/** Resolves one name by real queries, and believes an answer for exactly as long as its TTL allows: the smallest in the chain. */
final class NameCache {
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final SimpleResolver resolver;
    private final Name name;
    private final InstantSource clock;
    private String address = "";
    private Instant until = Instant.MIN;

    NameCache(String name, String server, InstantSource clock) throws IOException {
        int colon = server.lastIndexOf(':');
        this.resolver = new SimpleResolver(
                new InetSocketAddress(server.substring(0, colon), Integer.parseInt(server.substring(colon + 1))));
        this.resolver.setTimeout(PATIENCE);
        this.name = Name.fromString(name, Name.root);
        this.clock = clock;
    }

    /** The address that the name leads to now, or led to within its TTL. */
    String address() throws IOException {
        Instant now = clock.instant();
        if (now.isBefore(until)) {
            return address;
        }
        Message answer = resolver.send(Message.newQuery(Record.newRecord(name, Type.A, DClass.IN)));
        long ttl = Long.MAX_VALUE;
        String found = "";
        for (Record record : answer.getSection(Section.ANSWER)) {
            ttl = Math.min(ttl, record.getTTL());
            if (record instanceof ARecord a) {
                found = a.getAddress().getHostAddress();
            }
        }
        if (found.isEmpty()) {
            throw new UnknownHostException(name.toString(true));
        }
        address = found;
        until = now.plusSeconds(ttl);
        return address;
    }
}
