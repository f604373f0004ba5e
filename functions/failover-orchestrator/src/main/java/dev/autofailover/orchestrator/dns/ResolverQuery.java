// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.orchestrator.dns;

import dev.autofailover.lambda.Lazy;
import dev.autofailover.orchestrator.traffic.DnsQuery;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Resolver;
import org.xbill.DNS.Section;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/** Asks a resolver, which is nobody's cache but its own: it may hold an old answer for the record's TTL, as every client's may. */
public final class ResolverQuery implements DnsQuery {
    private static final Logger LOG = LoggerFactory.getLogger(ResolverQuery.class);
    private static final Duration LONGEST = Duration.ofSeconds(2);

    private final Supplier<Resolver> resolver;

    private ResolverQuery(Supplier<Resolver> resolver) {
        this.resolver = resolver;
    }

    /**
     * Asks that server, or the system's when there is none.
     *
     * @param server {@code host:port}
     * @throws IllegalArgumentException when that is something else
     */
    public static ResolverQuery of(Optional<String> server) {
        if (server.isEmpty()) {
            return new ResolverQuery(new Lazy<>(ResolverQuery::ofSystem));
        }
        Resolver known = resolver(server.get());
        return new ResolverQuery(() -> known);
    }

    private static Resolver ofSystem() {
        try {
            SimpleResolver resolver = new SimpleResolver();
            resolver.setTimeout(LONGEST);
            return resolver;
        } catch (UnknownHostException unknown) {
            throw new UncheckedIOException(unknown);
        }
    }

    private static Resolver resolver(String server) {
        int colon = server.lastIndexOf(':');
        if (colon < 1 || !server.substring(colon + 1).matches("\\d{1,5}")) {
            throw malformed(server);
        }
        try {
            SimpleResolver resolver = new SimpleResolver(server.substring(0, colon));
            resolver.setPort(Integer.parseInt(server.substring(colon + 1)));
            resolver.setTimeout(LONGEST);
            return resolver;
        } catch (UnknownHostException unknown) {
            throw malformed(server);
        }
    }

    private static IllegalArgumentException malformed(String server) {
        return new IllegalArgumentException(
                "environment variable DNS_SERVER is \"" + server + "\": set it to host:port, such as 127.0.0.1:53");
    }

    @Override
    public Set<String> cname(String name) {
        try {
            Record question = Record.newRecord(Name.fromString(name, Name.root), Type.CNAME, DClass.IN);
            Message answer = resolver.get().send(Message.newQuery(question));
            return answer.getSection(Section.ANSWER).stream()
                    .filter(CNAMERecord.class::isInstance)
                    .map(record ->
                            ((CNAMERecord) record).getTarget().toString(true).toLowerCase(Locale.ROOT))
                    .collect(Collectors.toSet());
        } catch (TextParseException malformed) {
            throw new IllegalArgumentException("no DNS name: " + name, malformed);
        } catch (IOException | UncheckedIOException unanswered) {
            LOG.warn("no answer to a query for {}: {}", name, unanswered.getMessage());
            return Set.of();
        }
    }
}
