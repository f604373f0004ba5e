// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.simulated.route53;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Which record sets Route 53 takes by themselves, whatever else is in the zone. */
final class RecordRules {
    private static final Set<String> TYPES = Set.of(
            "A", "AAAA", "CAA", "CNAME", "DS", "HTTPS", "MX", "NAPTR", "NS", "PTR", "SOA", "SPF", "SRV", "SSHFP",
            "SVCB", "TLSA", "TXT");

    private static final Pattern IPV4 = Pattern.compile("((25[0-5]|2[0-4]\\d|1?\\d?\\d)(\\.|$)){4}(?<!\\.)");
    private static final Pattern QUOTED = Pattern.compile("\"([^\"\\\\]|\\\\.)*\"(\\s+\"([^\"\\\\]|\\\\.)*\")*");
    private static final int LONGEST_STRING = 255;
    private static final long LONGEST_TTL_SECONDS = 2_147_483_647L;

    private RecordRules() {}

    /** What is wrong with this set in this zone, in AWS's words. */
    static Optional<String> violated(RecordSet set, String zone) {
        if (!TYPES.contains(set.type())) {
            return Optional.of("Invalid record type: " + set.type());
        }
        if (!DnsNames.inZone(set.name(), zone)) {
            return Optional.of("RRSet with DNS name " + set.name() + " is not permitted in zone " + zone);
        }
        if (set.ttlSeconds() < 0 || set.ttlSeconds() > LONGEST_TTL_SECONDS) {
            return Optional.of("Invalid TTL: " + set.ttlSeconds());
        }
        if (set.type().equals("CNAME") && set.name().equals(zone)) {
            return Optional.of(
                    "RRSet of type CNAME with DNS name " + set.name() + " is not permitted at apex in zone " + zone);
        }
        if (set.type().equals("CNAME") && set.values().size() != 1) {
            return Optional.of(
                    "Invalid Resource Record: 'FATAL problem: MultipleCNAMEValues (Only one value is allowed)"
                            + " encountered with '" + set.name() + "''");
        }
        if (Set.copyOf(set.values()).size() != set.values().size()) {
            return Optional.of("Duplicate Resource Record: '" + set.values().getFirst() + "'");
        }
        return set.values().stream()
                .flatMap(value -> badValue(set.type(), value).stream())
                .findFirst();
    }

    private static Optional<String> badValue(String type, String value) {
        return switch (type) {
            case "A" ->
                IPV4.matcher(value).matches()
                        ? Optional.empty()
                        : fatal("ARRDATAIllegalIPv4Address (Value is not a valid IPv4 address)", value);
            case "TXT" -> badText(value);
            case "CNAME" ->
                value.isBlank() || value.contains(" ")
                        ? fatal("DomainNameIllegal (Value is not a valid domain name)", value)
                        : Optional.empty();
            default -> Optional.empty();
        };
    }

    private static Optional<String> badText(String value) {
        if (!QUOTED.matcher(value).matches()) {
            return fatal("InvalidCharacterString (Value should be enclosed in quotation marks)", value);
        }
        return List.of(value.split("\"\\s+\"", -1)).stream().anyMatch(part -> part.length() > LONGEST_STRING + 2)
                ? fatal("CharacterStringTooLong (Value is too long)", value)
                : Optional.empty();
    }

    private static Optional<String> fatal(String problem, String value) {
        return Optional.of(
                "Invalid Resource Record: 'FATAL problem: " + problem + " encountered with '" + value + "''");
    }
}
