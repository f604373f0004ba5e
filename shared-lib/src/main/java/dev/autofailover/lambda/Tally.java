// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.lambda;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.autofailover.lambda.Metrics.Measure;
import dev.autofailover.vote.Signal;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Counts what the deliveries of one input came to. It is the function's answer, and its metrics. */
public final class Tally {
    /** What a delivery can come to. */
    public enum Kind {
        VOTES("votes", "Votes"),
        REPAIRS("repairs", "Repairs"),
        PROMOTION_BLOCKS("promotionBlocks", "PromotionBlocks"),
        IGNORED("ignored", "Ignored"),
        UNKNOWN("unknown", "Unknown"),
        POISON("poison", "Poison");

        private final String field;
        private final String metric;

        Kind(String field, String metric) {
            this.field = field;
            this.metric = metric;
        }
    }

    private final Map<Kind, Integer> counts = new EnumMap<>(Kind.class);

    /** Adds one. */
    public void count(Kind kind) {
        counts.merge(kind, 1, Integer::sum);
    }

    /** Adds what was published. */
    public void count(Signal signal) {
        count(
                switch (signal) {
                    case Signal.Vote vote -> Kind.VOTES;
                    case Signal.Repair repair -> Kind.REPAIRS;
                    case Signal.PromotionBlock block -> Kind.PROMOTION_BLOCKS;
                });
    }

    /** How many so far. */
    public int of(Kind kind) {
        return counts.getOrDefault(kind, 0);
    }

    /** One metric for each kind that there was: a metric costs by the hour in which it is sent. */
    public void putTo(Metrics metrics) {
        List<Measure> measures = List.of(Kind.values()).stream()
                .filter(kind -> of(kind) > 0)
                .map(kind -> Measure.count(kind.metric, of(kind)))
                .toList();
        metrics.put(Map.of(), Map.of(), measures);
    }

    /** Writes a JSON object with the count of each kind. */
    public void writeTo(OutputStream output) throws IOException {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        for (Kind kind : Kind.values()) {
            answer.put(kind.field, of(kind));
        }
        output.write(answer.toString().getBytes(StandardCharsets.UTF_8));
    }
}
