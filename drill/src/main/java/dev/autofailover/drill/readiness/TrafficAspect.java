// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.drill.readiness;

import dev.autofailover.drill.operate.AwsTrouble;
import dev.autofailover.drill.operate.OperatorAws;
import dev.autofailover.orchestrator.dns.ResolverQuery;
import dev.autofailover.orchestrator.route53.CompanionText;
import dev.autofailover.plan.TrafficSwitch;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.route53.Route53Client;
import software.amazon.awssdk.services.route53.model.ResourceRecordSet;

/** The names that clients use: what Route 53 lists, and what a query from here sees. */
final class TrafficAspect implements Aspect {
    private static final String REGION = "aws-global";
    /** Where Route 53's control plane lies, for all Regions. */
    private static final String CONTROL_PLANE = "us-east-1";

    private final OperatorAws aws;

    TrafficAspect(OperatorAws aws) {
        this.aws = aws;
    }

    @Override
    public List<Check> look(ServiceFacts facts) {
        List<Check> checks = new ArrayList<>();
        for (TrafficSwitch way : facts.plan().traffic()) {
            switch (way) {
                case TrafficSwitch.Route53Record record -> {
                    checks.add(listed(record, facts));
                    checks.add(companion(record, facts));
                    checks.add(seen(record, facts));
                }
            }
        }
        return checks;
    }

    private List<ResourceRecordSet> sets(TrafficSwitch.Route53Record record, String wanted, String type)
            throws AwsTrouble {
        return aws.ask(
                "route53:ListResourceRecordSets",
                CONTROL_PLANE,
                () -> aws
                        .client(Route53Client.builder(), REGION)
                        .listResourceRecordSets(list -> list.hostedZoneId(record.hostedZone())
                                .startRecordName(wanted)
                                .startRecordType(type)
                                .maxItems("10"))
                        .resourceRecordSets()
                        .stream()
                        .filter(set -> bare(set.name()).equals(wanted)
                                && set.typeAsString().equals(type))
                        .toList());
    }

    private Check listed(TrafficSwitch.Route53Record record, ServiceFacts facts) {
        String name = "traffic " + record.name();
        try {
            List<ResourceRecordSet> sets = sets(record, record.name(), record.type());
            if (sets.isEmpty()) {
                return Check.notOk(
                        name,
                        "zone " + record.hostedZone() + " has no such " + record.type(),
                        "create it with the value " + facts.active().endpoint() + " and TTL "
                                + record.ttl().toSeconds());
            }
            if (sets.size() > 1 || sets.getFirst().setIdentifier() != null) {
                return Check.notOk(
                        name, "has a routing policy", "make it one plain record: only such a one is switched");
            }
            return listed(name, record, sets.getFirst(), facts);
        } catch (AwsTrouble trouble) {
            return trouble.code().equals("NoSuchHostedZone")
                    ? Check.notOk(
                            name, "there is no zone " + record.hostedZone(), "correct hostedZone in the plan's traffic")
                    : Check.of(name, trouble);
        }
    }

    private static Check listed(
            String name, TrafficSwitch.Route53Record record, ResourceRecordSet set, ServiceFacts facts) {
        Optional<String> value = value(set).map(TrafficAspect::bare);
        if (value.filter(facts.active().endpoint()::equals).isEmpty()) {
            return Check.notOk(
                    name,
                    "leads to " + value.orElse("no single value"),
                    "it should lead to " + facts.active().name() + ": "
                            + facts.active().endpoint());
        }
        long planned = record.ttl().toSeconds();
        if (set.ttl() == null || set.ttl() != planned) {
            return Check.notOk(
                    name,
                    "leads to " + facts.active().name() + ", TTL " + set.ttl() + " s, planned " + planned + " s",
                    "set its TTL to " + planned + ": clients would stay behind for the difference");
        }
        return Check.ok(name, "leads to " + facts.active().name() + ", TTL " + planned + " s");
    }

    private Check companion(TrafficSwitch.Route53Record record, ServiceFacts facts) {
        String wanted = CompanionText.nameFor(record.name());
        String name = "companion " + wanted;
        try {
            List<ResourceRecordSet> sets = sets(record, wanted, "TXT");
            if (sets.isEmpty()) {
                return Check.ok(name, "none yet: the first run makes it");
            }
            Optional<CompanionText> text = value(sets.getFirst()).flatMap(CompanionText::parse);
            if (text.filter(own -> own.service().equals(facts.record().service()))
                    .isEmpty()) {
                return Check.notOk(
                        name,
                        "says " + value(sets.getFirst()).orElse("nothing that can be read"),
                        "it belongs to something else: a switch would stop there; remove it, or use another name");
            }
            String seen =
                    "generation " + text.get().generation() + ", " + text.get().site();
            return text.get().site().equals(facts.record().active())
                    ? Check.ok(name, seen)
                    : Check.notOk(
                            name, seen, "the name was switched by a run that the record does not know; see status");
        } catch (AwsTrouble trouble) {
            return Check.of(name, trouble);
        }
    }

    private static Check seen(TrafficSwitch.Route53Record record, ServiceFacts facts) {
        String name = "dns " + record.name();
        Optional<String> server = Optional.ofNullable(
                        facts.control().variables().get("DNS_SERVER"))
                .filter(text -> !text.isEmpty());
        Set<String> answer = ResolverQuery.of(server).cname(record.name());
        if (answer.isEmpty()) {
            return Check.notChecked(
                    name,
                    "no answer to a query from here",
                    "a private zone answers only inside its network: ask there");
        }
        return answer.contains(facts.active().endpoint())
                ? Check.ok(name, "a query from here is led to " + facts.active().name())
                : Check.notOk(
                        name,
                        "a query from here is led to " + String.join(", ", answer),
                        "wait for the TTL; if it stays, look at the zone's name servers");
    }

    private static Optional<String> value(ResourceRecordSet set) {
        return set.resourceRecords().size() == 1
                ? Optional.of(set.resourceRecords().getFirst().value())
                : Optional.empty();
    }

    private static String bare(String host) {
        String lower = host.toLowerCase(Locale.ROOT);
        return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
    }
}
