// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.simulated.route53;

import dev.autofailover.simulated.Answer;
import dev.autofailover.simulated.AwsError;
import dev.autofailover.simulated.Call;
import dev.autofailover.simulated.QueryProtocol;
import dev.autofailover.simulated.SimulatedService;
import dev.autofailover.simulated.SimulatedTime;
import dev.autofailover.simulated.protocol.XmlInput;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Amazon Route 53: public hosted zones with simple records, and what name servers would answer from them. */
public final class SimulatedRoute53 implements SimulatedService {
    private static final QueryProtocol ERRORS = new QueryProtocol(Route53Answers.NAMESPACE);
    private static final long ZONE_TTL_SECONDS = 172_800;
    private static final long SOA_TTL_SECONDS = 900;

    private final SimulatedTime time;
    private final Throttle throttle;
    private final Map<String, HostedZone> zones = new ConcurrentSkipListMap<>();
    private final Map<String, ChangeInfo> changes = new ConcurrentHashMap<>();
    private final AtomicInteger lastId = new AtomicInteger();
    private final Duration propagation;

    /** A Route 53 without zones. */
    public SimulatedRoute53(SimulatedTime time, Route53Timing timing) {
        this.time = time;
        this.throttle = new Throttle(time);
        this.propagation = timing.propagation().takes();
    }

    @Override
    public String name() {
        return "route53";
    }

    @Override
    public String operation(Call call) {
        return Route.of(call).operation();
    }

    @Override
    public Answer answer(Call call) {
        Route route = Route.of(call);
        throttle.call(route.operation());
        return switch (route.operation()) {
            case "ListHostedZones" -> Route53Answers.zones(List.copyOf(zones.values()), Paging.of(call, "marker"));
            case "CreateHostedZone" -> create(call);
            case "GetHostedZone" -> Route53Answers.zone(zone(route.id()));
            case "ListResourceRecordSets" ->
                Route53Answers.recordSets(zone(route.id()).records(), RecordStart.of(call));
            case "ChangeResourceRecordSets" -> change(zone(route.id()), Route53Input.batch(call.body()));
            case "GetChange" -> Route53Answers.change(known(route.id()));
            default -> throw QueryProtocol.unknown(call.method() + " " + call.path());
        };
    }

    private Answer create(Call call) {
        XmlInput request = XmlInput.root(call.body(), "CreateHostedZoneRequest")
                .only("Name", "CallerReference", "HostedZoneConfig");
        String name = request.required("Name");
        String reference = request.required("CallerReference");
        Optional<XmlInput> config = request.first("HostedZoneConfig");
        if (config.flatMap(given -> given.text("PrivateZone"))
                .filter("true"::equals)
                .isPresent()) {
            throw Route53Errors.invalidInput("Private hosted zones are not simulated");
        }
        if (zones.values().stream().anyMatch(zone -> zone.callerReference().equals(reference))) {
            throw new AwsError(
                    409,
                    "HostedZoneAlreadyExists",
                    "A hosted zone has already been created with the specified caller reference.");
        }
        HostedZone zone = add(nextId("Z"), name, reference, config.flatMap(given -> given.text("Comment")));
        return Route53Answers.created(zone, accept(Optional.empty(), () -> {}));
    }

    private Answer change(HostedZone zone, Route53Input.Batch batch) {
        throttle.changes(batch.changes());
        var touched = zone.change(batch.changes());
        return Route53Answers.changed(accept(batch.comment(), () -> zone.show(touched)));
    }

    private ChangeInfo accept(Optional<String> comment, Runnable show) {
        ChangeInfo info = new ChangeInfo(nextId("C"), time.instant(), false, comment);
        changes.put(info.id(), info);
        time.after(propagation, () -> {
            show.run();
            changes.put(info.id(), info.nowInsync());
        });
        return info;
    }

    private String nextId(String prefix) {
        return String.format(Locale.ROOT, "%s%013dSIM", prefix, lastId.incrementAndGet());
    }

    private HostedZone zone(String id) {
        HostedZone zone = zones.get(id);
        if (zone == null) {
            throw Route53Errors.noSuchHostedZone(id);
        }
        return zone;
    }

    private ChangeInfo known(String id) {
        ChangeInfo info = changes.get(id);
        if (info == null) {
            throw Route53Errors.noSuchChange(id);
        }
        return info;
    }

    @Override
    public Answer answer(AwsError error) {
        return ERRORS.answer(error);
    }

    /** Puts in a zone with a given id, and its NS and SOA records. */
    public void addZone(String id, String name) {
        var _ = add(id, name, "put in", Optional.empty());
    }

    private HostedZone add(String id, String name, String reference, Optional<String> comment) {
        HostedZone zone = new HostedZone(id, DnsNames.normalized(name), reference, comment);
        zone.put(new RecordSet(
                zone.name(),
                "NS",
                ZONE_TTL_SECONDS,
                Route53Answers.NAME_SERVERS.stream().map(ns -> ns + ".").toList()));
        zone.put(new RecordSet(
                zone.name(),
                "SOA",
                SOA_TTL_SECONDS,
                List.of(Route53Answers.NAME_SERVERS.getFirst()
                        + ". awsdns-hostmaster.amazon.com. 1 7200 900 1209600 86400")));
        zones.put(id, zone);
        return zone;
    }

    /** Puts a record set in, seen by the API and by name servers at once. */
    public void put(String zoneId, RecordSet set) {
        zone(zoneId).put(set);
    }

    /** What the API shows of a zone, PENDING changes included. */
    public List<RecordSet> records(String zoneId) {
        return zone(zoneId).records();
    }

    /** What name servers answer now to a query for exactly this name and type: nothing that is still PENDING. */
    public Optional<RecordSet> resolve(String name, String type) {
        String normalized = DnsNames.normalized(name);
        return responsible(normalized).flatMap(zone -> zone.visible(new RecordSet.Key(normalized, type)));
    }

    /** The name of the zone that a name belongs to: the longest that fits. */
    public Optional<String> zoneOf(String name) {
        return responsible(DnsNames.normalized(name)).map(HostedZone::name);
    }

    private Optional<HostedZone> responsible(String normalized) {
        return zones.values().stream()
                .filter(zone -> DnsNames.inZone(normalized, zone.name()))
                .max(Comparator.comparingInt(zone -> zone.name().length()));
    }
}
