// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.tests.simulation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The price list of src/test/resources/prices.json. */
final class Prices {
    private final JsonNode list;

    private Prices(JsonNode list) {
        this.list = list;
    }

    static Prices read() {
        try {
            return new Prices(new ObjectMapper()
                    .readTree(Path.of("src", "test", "resources", "prices.json").toFile()));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** What is sold, in the list's order. */
    List<String> items() {
        return list.path("prices").propertyStream().map(entry -> entry.getKey()).toList();
    }

    /** What that much of it costs, in dollars. */
    double of(String item, double amount) {
        JsonNode price = list.path("prices").path(item);
        return Math.max(amount, 0)
                / price.path("of").asDouble()
                * price.path("price").asDouble();
    }

    double of(Spent spent) {
        return items().stream().mapToDouble(item -> of(item, spent.of(item))).sum();
    }

    /** The same where nothing else in the account uses what AWS gives away each month. */
    double afterFree(Spent spent) {
        return items().stream()
                .mapToDouble(item -> of(
                        item,
                        spent.of(item)
                                - list.path("prices").path(item).path("free").asDouble()))
                .sum();
    }

    /** A figure that is assumed, for the simulator can't know it. */
    double assumed(String what) {
        return list.path("assumed").path(what).asDouble();
    }

    /** The same, of milliseconds. */
    Duration assumedTime(String what) {
        return Duration.ofMillis((long) assumed(what));
    }

    String text(String what) {
        return list.path(what).asText();
    }

    /** A price as it stands in the list. */
    String inWords(String item) {
        JsonNode price = list.path("prices").path(item);
        return price.path("price").decimalValue().toPlainString() + " $ per "
                + price.path("unit").asText();
    }
}
