// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.simulated.route53;

import dev.autofailover.simulated.Answer;
import dev.autofailover.simulated.Xml;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;

/** Route 53's answers, by the shapes of its service model. */
final class Route53Answers {
    static final String NAMESPACE = "https://route53.amazonaws.com/doc/2013-04-01/";
    static final List<String> NAME_SERVERS =
            List.of("ns-1.awsdns-00.com", "ns-513.awsdns-00.net", "ns-1025.awsdns-00.org", "ns-1537.awsdns-00.co.uk");

    private Route53Answers() {}

    static Answer zones(List<HostedZone> all, Paging paging) {
        List<HostedZone> rest = all.stream()
                .filter(zone -> paging.after().isEmpty()
                        || zone.id().compareTo(paging.after().get()) >= 0)
                .toList();
        boolean truncated = rest.size() > paging.most();
        List<HostedZone> page = truncated ? rest.subList(0, paging.most()) : rest;
        return ok("ListHostedZonesResponse", xml -> {
            xml.list("HostedZones", "HostedZone", page, Route53Answers::writeZone)
                    .text("Marker", paging.after().orElse(""))
                    .text("IsTruncated", truncated);
            if (truncated) {
                xml.text("NextMarker", rest.get(paging.most()).id());
            }
            xml.text("MaxItems", paging.most());
        });
    }

    static Answer zone(HostedZone zone) {
        return ok("GetHostedZoneResponse", xml -> {
            xml.element("HostedZone", inside -> writeZone(inside, zone));
            writeNameServers(xml);
        });
    }

    static Answer created(HostedZone zone, ChangeInfo info) {
        return answer(
                201,
                Map.of("Location", "https://route53.amazonaws.com/2013-04-01/hostedzone/" + zone.id()),
                "CreateHostedZoneResponse",
                xml -> {
                    xml.element("HostedZone", inside -> writeZone(inside, zone));
                    writeChange(xml, info);
                    writeNameServers(xml);
                });
    }

    static Answer recordSets(List<RecordSet> all, RecordStart start) {
        List<RecordSet> rest = all.stream()
                .filter(set -> start.from().isEmpty()
                        || set.key().compareTo(start.from().get()) >= 0)
                .toList();
        boolean truncated = rest.size() > start.most();
        return ok("ListResourceRecordSetsResponse", xml -> {
            xml.list(
                            "ResourceRecordSets",
                            "ResourceRecordSet",
                            truncated ? rest.subList(0, start.most()) : rest,
                            Route53Answers::writeRecordSet)
                    .text("IsTruncated", truncated);
            if (truncated) {
                RecordSet next = rest.get(start.most());
                xml.text("NextRecordName", next.name()).text("NextRecordType", next.type());
            }
            xml.text("MaxItems", start.most());
        });
    }

    static Answer changed(ChangeInfo info) {
        return ok("ChangeResourceRecordSetsResponse", xml -> writeChange(xml, info));
    }

    static Answer change(ChangeInfo info) {
        return ok("GetChangeResponse", xml -> writeChange(xml, info));
    }

    private static void writeZone(Xml xml, HostedZone zone) {
        xml.text("Id", "/hostedzone/" + zone.id())
                .text("Name", zone.name())
                .text("CallerReference", zone.callerReference())
                .element(
                        "Config",
                        config -> config.text("Comment", zone.comment()).text("PrivateZone", false))
                .text("ResourceRecordSetCount", zone.records().size());
    }

    private static void writeNameServers(Xml xml) {
        xml.element("DelegationSet", set -> set.list("NameServers", "NameServer", NAME_SERVERS, Xml::value));
    }

    private static void writeRecordSet(Xml xml, RecordSet set) {
        xml.text("Name", set.name())
                .text("Type", set.type())
                .text("TTL", set.ttlSeconds())
                .list(
                        "ResourceRecords",
                        "ResourceRecord",
                        set.values(),
                        (record, value) -> record.text("Value", value));
    }

    private static void writeChange(Xml xml, ChangeInfo info) {
        xml.element(
                "ChangeInfo",
                change -> change.text("Id", "/change/" + info.id())
                        .text("Status", info.status())
                        .text("SubmittedAt", info.submittedAt())
                        .text("Comment", info.comment()));
    }

    private static Answer ok(String root, Consumer<Xml> content) {
        return answer(200, Map.of(), root, content);
    }

    private static Answer answer(int status, Map<String, String> more, String root, Consumer<Xml> content) {
        Map<String, String> headers = new HashMap<>(more);
        headers.put("Content-Type", "text/xml");
        headers.put("x-amzn-RequestId", UUID.randomUUID().toString());
        String xml = new Xml().element(root, NAMESPACE, content).toString();
        return new Answer(status, headers, xml.getBytes(StandardCharsets.UTF_8));
    }
}
