// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.simulated.route53;

import java.util.List;

/**
 * A simple resource record set.
 *
 * @param name as Route 53 shows it: lower case, with octal escapes and a dot at the end
 * @param type such as CNAME
 * @param ttlSeconds its time to live
 * @param values in the order given
 */
public record RecordSet(String name, String type, long ttlSeconds, List<String> values) {
    /** Brings the name into Route 53's form. */
    public RecordSet {
        name = DnsNames.normalized(name);
        values = List.copyOf(values);
    }

    Key key() {
        return new Key(name, type);
    }

    /** Whether a DELETE with this set matches that one: every attribute and value; the order of values is none of them. */
    boolean matches(RecordSet other) {
        return ttlSeconds == other.ttlSeconds
                && values.stream()
                        .sorted()
                        .toList()
                        .equals(other.values.stream().sorted().toList());
    }

    /** What tells record sets apart; sorted as ListResourceRecordSets answers them. */
    record Key(String name, String type) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            int byName = DnsNames.sortKey(name).compareTo(DnsNames.sortKey(other.name));
            return byName != 0 ? byName : type.compareTo(other.type);
        }
    }
}
