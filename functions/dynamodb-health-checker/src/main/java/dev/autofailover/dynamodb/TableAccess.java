// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.dynamodb;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/** The calls that a canary makes, each once: a retry would hide a failure, and be counted as latency. */
final class TableAccess {
    private static final String CHECKED_AT = "autofailoverCheckedAt";

    private final String from;
    private final InstantSource clock;
    private final Function<String, DynamoDbClient> newClient;
    private final Map<String, DynamoDbClient> clients = new ConcurrentHashMap<>();
    private final Map<Place, Described> described = new ConcurrentHashMap<>();

    /**
     * Access from one Region.
     *
     * @param newClient makes the client for a Region; it must try each call once
     */
    TableAccess(String from, InstantSource clock, Function<String, DynamoDbClient> newClient) {
        this.from = from;
        this.clock = clock;
        this.newClient = newClient;
    }

    /** The key of the canary's item there, remembered; empty when there can be none. */
    Optional<Map<String, AttributeValue>> key(Place place) {
        @Nullable Described known = described.get(place);
        if (known != null) {
            return known.key();
        }
        TableDescription table = client(place)
                .describeTable(describe -> describe.tableName(place.table()))
                .table();
        Optional<Map<String, AttributeValue>> key = CanaryKey.of(table, from, place.region());
        described.put(place, new Described(key));
        return key;
    }

    /** Asks for the key anew the next time: the table may come back with another one. */
    void forget(Place place) {
        described.remove(place);
    }

    void read(Place place, Map<String, AttributeValue> key, Duration limit) {
        client(place)
                .getItem(get -> get.tableName(place.table())
                        .key(key)
                        .consistentRead(true)
                        .overrideConfiguration(within(limit)));
    }

    void write(Place place, Map<String, AttributeValue> key, Duration limit) {
        client(place)
                .updateItem(update -> update.tableName(place.table())
                        .key(key)
                        .updateExpression("SET #at = :now")
                        .conditionExpression("attribute_not_exists(#at) OR #at < :now")
                        .expressionAttributeNames(Map.of("#at", CHECKED_AT))
                        .expressionAttributeValues(Map.of(":now", AttributeValue.fromN(Long.toString(clock.millis()))))
                        .overrideConfiguration(within(limit)));
    }

    private DynamoDbClient client(Place place) {
        return clients.computeIfAbsent(place.region(), newClient);
    }

    private static AwsRequestOverrideConfiguration within(Duration limit) {
        return AwsRequestOverrideConfiguration.builder()
                .apiCallTimeout(limit)
                .apiCallAttemptTimeout(limit)
                .build();
    }

    private record Described(Optional<Map<String, AttributeValue>> key) {}
}
