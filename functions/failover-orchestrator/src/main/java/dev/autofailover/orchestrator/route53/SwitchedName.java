// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.orchestrator.route53;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import software.amazon.awssdk.services.route53.model.Change;
import software.amazon.awssdk.services.route53.model.ChangeAction;
import software.amazon.awssdk.services.route53.model.ResourceRecord;
import software.amazon.awssdk.services.route53.model.ResourceRecordSet;

/**
 * A name and its companion as they were listed.
 *
 * @param name empty when the zone has no such record
 * @param companion empty when the name was never switched by us
 */
record SwitchedName(Optional<ResourceRecordSet> name, Optional<ResourceRecordSet> companion) {
    /** What the name leads to, in lower case without the trailing dot; empty when there is no record or not one plain value. */
    Optional<String> value() {
        return name.map(ResourceRecordSet::resourceRecords)
                .filter(values -> values.size() == 1)
                .map(values -> bare(values.getFirst().value()));
    }

    static String bare(String host) {
        String lower = host.toLowerCase(Locale.ROOT);
        return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
    }

    /** What the companion says; empty when there is none, or it is none of ours. */
    Optional<CompanionText> text() {
        return companion
                .map(ResourceRecordSet::resourceRecords)
                .filter(values -> values.size() == 1)
                .flatMap(values -> CompanionText.parse(values.getFirst().value()));
    }

    /** As one line, for the way back: each record with its TTL and values. */
    String words() {
        return name.map(SwitchedName::words).orElse("no record") + "; "
                + companion.map(SwitchedName::words).orElse("no companion");
    }

    private static String words(ResourceRecordSet set) {
        List<String> values =
                set.resourceRecords().stream().map(ResourceRecord::value).toList();
        return set.name() + " " + set.ttl() + " " + set.typeAsString() + " " + String.join(" ", values);
    }

    /** One batch that deletes exactly what was listed and creates what is wanted. */
    List<Change> replacedBy(ResourceRecordSet wantedName, ResourceRecordSet wantedCompanion) {
        List<Change> changes = new ArrayList<>();
        name.ifPresent(set -> changes.add(change(ChangeAction.DELETE, set)));
        changes.add(change(ChangeAction.CREATE, wantedName));
        companion.ifPresent(set -> changes.add(change(ChangeAction.DELETE, set)));
        changes.add(change(ChangeAction.CREATE, wantedCompanion));
        return changes;
    }

    private static Change change(ChangeAction action, ResourceRecordSet set) {
        return Change.builder().action(action).resourceRecordSet(set).build();
    }
}
