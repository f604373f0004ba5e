// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.orchestrator.route53;

import dev.autofailover.orchestrator.aws.AwsFault;
import dev.autofailover.orchestrator.effect.Effects;
import dev.autofailover.orchestrator.effect.PlannedCall;
import dev.autofailover.orchestrator.steps.Evidence;
import dev.autofailover.orchestrator.traffic.DnsQuery;
import dev.autofailover.orchestrator.traffic.TrafficAdapter;
import dev.autofailover.plan.TrafficSwitch.Route53Record;
import dev.autofailover.run.StepResult;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.route53.Route53Client;
import software.amazon.awssdk.services.route53.model.Change;
import software.amazon.awssdk.services.route53.model.ResourceRecord;
import software.amazon.awssdk.services.route53.model.ResourceRecordSet;

/** A plain record whose one value is the endpoint of the active site. */
public final class Route53Switch implements TrafficAdapter {
    /** What stood there before this run changed it. */
    static final String BEFORE = "before";
    /** The id of our change, to ask whether all name servers have it. */
    static final String CHANGE = "changeId";

    private final Route53Record record;
    private final Zone zone;
    private final DnsQuery dns;
    private final Effects effects;

    /**
     * The switch that the plan names.
     *
     * @param looking a client that retries
     * @param changing a client that sends once
     */
    public Route53Switch(
            Route53Record record, Route53Client looking, Route53Client changing, DnsQuery dns, Effects effects) {
        this.record = record;
        this.zone = new Zone(looking, changing, record.hostedZone());
        this.dns = dns;
        this.effects = effects;
    }

    @Override
    public StepResult lead(Target target, Evidence evidence) {
        try {
            List<ResourceRecordSet> names = zone.sets(record.name(), record.type());
            List<ResourceRecordSet> companions = zone.sets(CompanionText.nameFor(record.name()), "TXT");
            if (names.size() > 1 || names.stream().anyMatch(set -> set.setIdentifier() != null)) {
                return impossible(record.name() + " has a routing policy; it must be one plain record");
            }
            SwitchedName listed = new SwitchedName(
                    names.stream().findFirst(), companions.stream().findFirst());
            return lead(target, listed, evidence);
        } catch (Zone.Refused refused) {
            return notYet(refused.fault().text());
        }
    }

    private StepResult lead(Target target, SwitchedName listed, Evidence evidence) throws Zone.Refused {
        CompanionText ours = new CompanionText(target.service(), target.generation(), target.site());
        Optional<CompanionText> said = listed.text();
        if (listed.companion().isPresent()
                && said.filter(text -> text.service().equals(target.service())).isEmpty()) {
            return impossible(CompanionText.nameFor(record.name()) + " says something else than this service: "
                    + listed.words() + "; it is left alone");
        }
        if (said.filter(text -> text.generation() > target.generation()).isPresent()) {
            return impossible("generation " + said.get().generation() + " has switched " + record.name()
                    + " already; generation " + target.generation() + " comes too late");
        }
        String endpoint = SwitchedName.bare(target.endpoint());
        boolean inPlace = listed.value().filter(endpoint::equals).isPresent()
                && said.filter(ours::equals).isPresent();
        if (inPlace) {
            return see(target, listed, evidence);
        }
        boolean known = listed.name().isEmpty()
                || listed.value()
                        .filter(value -> value.equals(endpoint) || value.equals(SwitchedName.bare(target.other())))
                        .isPresent();
        return known
                ? replace(target, listed, evidence)
                : impossible(record.name() + " leads to neither site: " + listed.words() + "; it is left alone");
    }

    private StepResult replace(Target target, SwitchedName listed, Evidence evidence) {
        if (evidence.get(BEFORE).isEmpty()) {
            evidence.keep(Map.of(BEFORE, listed.words()));
        }
        CompanionText ours = new CompanionText(target.service(), target.generation(), target.site());
        List<Change> batch = listed.replacedBy(
                set(record.name(), record.type(), target.endpoint()),
                set(CompanionText.nameFor(record.name()), "TXT", ours.value()));
        AtomicReference<Optional<String>> id = new AtomicReference<>(Optional.empty());
        try {
            effects.perform(
                    PlannedCall.of(
                            "route53",
                            "ChangeResourceRecordSets",
                            "us-east-1",
                            Map.of(
                                    "HostedZoneId", record.hostedZone(),
                                    "Name", record.name(),
                                    "Delete", listed.words(),
                                    "Create", target.endpoint() + "; " + ours.value())),
                    () -> id.set(Optional.of(zone.change(batch, "autofailover " + ours.value()))));
        } catch (SdkException failure) {
            // InvalidChangeBatch means that something stands there which we did not read: the next look tells what.
            return notYet(AwsFault.of("route53:ChangeResourceRecordSets", "us-east-1", failure)
                    .text());
        }
        return id.get()
                .<StepResult>map(change -> new StepResult.NotYet("PENDING", Map.of(CHANGE, change)))
                .orElseGet(() -> new StepResult.Done("assumed to be in effect", Map.of()));
    }

    private StepResult see(Target target, SwitchedName listed, Evidence evidence) throws Zone.Refused {
        Optional<String> change = evidence.get(CHANGE);
        if (change.isPresent()) {
            Optional<Boolean> inSync = zone.inSync(change.get());
            if (inSync.isEmpty()) {
                return seen(target) ? done(target, "its change is forgotten") : replace(target, listed, evidence);
            }
            if (!inSync.get()) {
                return notYet("PENDING");
            }
        }
        // Without the change's id, whose reply was lost, the name servers themselves are asked, and nobody else can
        // tell.
        return seen(target)
                ? done(target, change.isPresent() ? "INSYNC" : "listed")
                : notYet("INSYNC, but a query still sees " + dns.cname(record.name()));
    }

    private boolean seen(Target target) {
        return dns.cname(record.name()).contains(SwitchedName.bare(target.endpoint()));
    }

    private StepResult done(Target target, String how) {
        return new StepResult.Done(
                record.name() + " → " + target.site() + ", " + how + ", seen by a query",
                Map.of("value", target.endpoint()));
    }

    private ResourceRecordSet set(String name, String type, String value) {
        return ResourceRecordSet.builder()
                .name(name)
                .type(type)
                .ttl(record.ttl().toSeconds())
                .resourceRecords(ResourceRecord.builder().value(value).build())
                .build();
    }

    private static StepResult notYet(String note) {
        return new StepResult.NotYet(note, Map.of());
    }

    private static StepResult impossible(String note) {
        return new StepResult.Impossible(note, Map.of());
    }
}
