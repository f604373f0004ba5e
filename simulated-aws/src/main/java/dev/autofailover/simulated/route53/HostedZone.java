// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.simulated.route53;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** One hosted zone: what the API shows at once, and what name servers answer, which follows. */
final class HostedZone {
    private final String id;
    private final String name;
    private final String callerReference;
    private final Optional<String> comment;
    private final TreeMap<RecordSet.Key, RecordSet> records = new TreeMap<>();
    private final Map<RecordSet.Key, RecordSet> visible = new HashMap<>();

    private final Map<RecordSet.Key, Long> shownBy = new HashMap<>();
    private long batches;

    /** The record sets that a batch touched, as it left them; empty for a deleted one. */
    record Touched(long batch, Map<RecordSet.Key, Optional<RecordSet>> sets) {}

    HostedZone(String id, String name, String callerReference, Optional<String> comment) {
        this.id = id;
        this.name = name;
        this.callerReference = callerReference;
        this.comment = comment;
    }

    String id() {
        return id;
    }

    String name() {
        return name;
    }

    String callerReference() {
        return callerReference;
    }

    Optional<String> comment() {
        return comment;
    }

    synchronized List<RecordSet> records() {
        return List.copyOf(records.values());
    }

    synchronized Optional<RecordSet> visible(RecordSet.Key key) {
        return Optional.ofNullable(visible.get(key));
    }

    /**
     * Makes all changes or none.
     *
     * @throws dev.autofailover.simulated.AwsError InvalidChangeBatch, with every message
     */
    synchronized Touched change(Collection<Change> batch) {
        TreeMap<RecordSet.Key, RecordSet> after = new TreeMap<>(records);
        List<String> messages = new ArrayList<>();
        for (Change change : batch) {
            apply(change, after).ifPresent(messages::add);
        }
        if (!after.containsKey(new RecordSet.Key(name, "SOA"))) {
            messages.add("A HostedZone must contain exactly one SOA record.");
        }
        if (!after.containsKey(new RecordSet.Key(name, "NS"))) {
            messages.add("A HostedZone must contain at least one NS record for the zone itself.");
        }
        if (!messages.isEmpty()) {
            throw Route53Errors.invalidChangeBatch(messages);
        }
        records.clear();
        records.putAll(after);
        Map<RecordSet.Key, Optional<RecordSet>> touched = new LinkedHashMap<>();
        batch.forEach(change -> touched.put(
                change.set().key(), Optional.ofNullable(after.get(change.set().key()))));
        return new Touched(++batches, touched);
    }

    /** Lets name servers see these sets from now on; what a later batch has shown already stays. */
    synchronized void show(Touched touched) {
        touched.sets().forEach((key, set) -> {
            if (shownBy.merge(key, touched.batch(), Math::max) == touched.batch()) {
                set.ifPresentOrElse(present -> visible.put(key, present), () -> visible.remove(key));
            }
        });
    }

    /** The zone's own NS and SOA records, or a set that stands there from the beginning. */
    synchronized void put(RecordSet set) {
        records.put(set.key(), set);
        visible.put(set.key(), set);
    }

    private Optional<String> apply(Change change, Map<RecordSet.Key, RecordSet> state) {
        RecordSet set = change.set();
        Optional<RecordSet> current = Optional.ofNullable(state.get(set.key()));
        String subject = " resource record set [name='" + set.name() + "', type='" + set.type() + "'] but ";
        if (change.action() == Change.Action.DELETE) {
            if (current.isEmpty()) {
                return Optional.of("Tried to delete" + subject + "it was not found");
            }
            if (!current.get().matches(set)) {
                return Optional.of("Tried to delete" + subject + "the values provided do not match the current values");
            }
            state.remove(set.key());
            return Optional.empty();
        }
        if (change.action() == Change.Action.CREATE && current.isPresent()) {
            return Optional.of("Tried to create" + subject + "it already exists");
        }
        Optional<String> violated = RecordRules.violated(set, name).or(() -> conflict(set, state));
        if (violated.isEmpty()) {
            state.put(set.key(), set);
        }
        return violated;
    }

    /** A CNAME stands alone at its name. */
    private Optional<String> conflict(RecordSet set, Map<RecordSet.Key, RecordSet> state) {
        boolean cname = set.type().equals("CNAME");
        boolean beside = state.keySet().stream()
                .anyMatch(key -> key.name().equals(set.name())
                        && !key.type().equals(set.type())
                        && (cname || key.type().equals("CNAME")));
        if (!beside) {
            return Optional.empty();
        }
        String rrset = "RRSet of type " + set.type() + " with DNS name " + set.name() + " is not permitted ";
        return Optional.of(
                cname
                        ? rrset + "as it conflicts with other records with the same DNS name in zone " + name
                        : rrset
                                + "because a conflicting RRSet of type CNAME with the same DNS name already exists in zone "
                                + name);
    }
}
