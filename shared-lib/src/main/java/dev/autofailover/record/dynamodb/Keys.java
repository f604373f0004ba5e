// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.record.dynamodb;

import static java.time.ZoneOffset.UTC;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Where each item lies. Numbers and times are padded, so that the order of the keys is the order of the things. */
final class Keys {
    /** The partition of the index: for each service its plan in force. */
    static final String PLANS = "PLANS";

    static final String RECORD = "RECORD";
    /** Each observer's votes on all sites. */
    static final String VOTES = "VOTES#";

    private static final DateTimeFormatter INSTANT = DateTimeFormatter.ofPattern(
                    "yyyy-MM-dd'T'HH:mm:ss.SSSSSSSSS'Z'", Locale.ROOT)
            .withZone(UTC);

    private Keys() {}

    static String service(String service) {
        return "SERVICE#" + service;
    }

    static String votes(String observer) {
        return VOTES + observer;
    }

    static String plan(int version) {
        return String.format(Locale.ROOT, "PLAN#%06d", version);
    }

    static String run(long generation) {
        return String.format(Locale.ROOT, "RUN#%06d", generation);
    }

    static String step(long generation, int number) {
        return String.format(Locale.ROOT, "%s#STEP#%02d", run(generation), number);
    }

    /** The row keeps apart what is decided about a service at one instant: a command and a tick. */
    static String decision(Instant at, int row) {
        return String.format(Locale.ROOT, "DECISION#%s#%02d", INSTANT.format(at), row);
    }

    static Map<String, AttributeValue> key(String partition, String sort) {
        return Map.of("pk", text(partition), "sk", text(sort));
    }

    static AttributeValue text(String value) {
        return AttributeValue.fromS(value);
    }

    static AttributeValue number(long value) {
        return AttributeValue.fromN(Long.toString(value));
    }
}
