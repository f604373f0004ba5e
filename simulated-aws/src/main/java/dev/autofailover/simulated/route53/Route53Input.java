// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.simulated.route53;

import dev.autofailover.simulated.protocol.XmlInput;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Reads what requests carry in their XML. */
final class Route53Input {
    private static final int MOST_VALUES = 1_000;
    private static final int MOST_VALUE_CHARACTERS = 32_000;

    private Route53Input() {}

    /** A batch and its comment. */
    record Batch(List<Change> changes, Optional<String> comment) {}

    /** A ChangeResourceRecordSetsRequest, within Route 53's limits. */
    static Batch batch(byte[] body) {
        XmlInput batch = XmlInput.root(body, "ChangeResourceRecordSetsRequest")
                .only("ChangeBatch")
                .first("ChangeBatch")
                .orElseThrow(() -> Route53Errors.invalidInput("The request has no ChangeBatch"))
                .only("Comment", "Changes");
        List<Change> changes = batch.first("Changes").stream()
                .flatMap(all -> all.only("Change").all("Change").stream())
                .map(Route53Input::change)
                .toList();
        if (changes.isEmpty()) {
            throw Route53Errors.invalidInput("Invalid request: Expected at least one Change");
        }
        int values = 0;
        int characters = 0;
        for (Change change : changes) {
            int cost = change.action().cost();
            values += cost * change.set().values().size();
            characters += cost
                    * change.set().values().stream().mapToInt(String::length).sum();
        }
        if (values > MOST_VALUES) {
            throw Route53Errors.invalidChangeBatch(List.of("Number of records limit of " + MOST_VALUES + " exceeded."));
        }
        if (characters > MOST_VALUE_CHARACTERS) {
            throw Route53Errors.invalidChangeBatch(
                    List.of("Number of characters limit of " + MOST_VALUE_CHARACTERS + " exceeded."));
        }
        return new Batch(changes, batch.text("Comment"));
    }

    private static Change change(XmlInput change) {
        String action = change.only("Action", "ResourceRecordSet").required("Action");
        Change.Action known = Arrays.stream(Change.Action.values())
                .filter(each -> each.name().equals(action))
                .findFirst()
                .orElseThrow(() -> Route53Errors.invalidInput("Invalid action: " + action));
        XmlInput set = change.first("ResourceRecordSet")
                .orElseThrow(() -> Route53Errors.invalidInput("The Change has no ResourceRecordSet"))
                .only("Name", "Type", "TTL", "ResourceRecords");
        String name = set.required("Name");
        String type = set.required("Type");
        List<String> values = set.first("ResourceRecords").stream()
                .flatMap(all -> all.only("ResourceRecord").all("ResourceRecord").stream())
                .map(each -> each.only("Value").required("Value"))
                .toList();
        if (set.text("TTL").isEmpty() || values.isEmpty()) {
            throw Route53Errors.invalidInput("Invalid request: Expected exactly one of [AliasTarget, all of [TTL, and"
                    + " ResourceRecords], or TrafficPolicyInstanceId], but found none in Change with [Action=" + action
                    + ", Name=" + name + ", Type=" + type + ", SetIdentifier=null]");
        }
        return new Change(known, new RecordSet(name, type, ttl(set.required("TTL")), values));
    }

    private static long ttl(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw Route53Errors.invalidInput("Invalid TTL: " + text);
        }
    }
}
