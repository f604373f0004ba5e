// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.record.dynamodb;

import static dev.autofailover.record.dynamodb.Keys.number;
import static dev.autofailover.record.dynamodb.Keys.text;

import dev.autofailover.message.RecordJson;
import dev.autofailover.vote.SiteVote;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/**
 * One observer's votes on the sites of a service: an item with two attributes for each site, the vote and its time. DynamoDB charges for
 * a write by the kilobyte, and two votes are less than that.
 *
 * @param key of the item
 */
record VoteItem(Table table, Map<String, AttributeValue> key) {
    /** A vote is of use while it is fresh, which a plan counts in seconds or minutes; for a week it can still be looked at. */
    private static final Duration KEPT = Duration.ofDays(7);

    private static final String VOTE = "vote#";
    private static final String AT = "at#";

    /** The votes that an item holds. */
    static List<SiteVote> votes(Map<String, AttributeValue> item) {
        return item.entrySet().stream()
                .filter(attribute -> attribute.getKey().startsWith(VOTE))
                .map(attribute -> RecordJson.parse(attribute.getValue().s(), SiteVote.class))
                .toList();
    }

    /** Keeps each of them that is newer than what is kept on its site. Returns the votes whose places were taken. */
    List<SiteVote> keep(List<SiteVote> votes) {
        if (votes.stream().map(SiteVote::site).distinct().count() < votes.size()) {
            return eachAlone(votes);
        }
        return table.update(update -> change(update, votes))
                .map(before -> on(votes, before))
                // Refused means that a newer one is kept already, on one site at least.
                .orElseGet(() -> votes.size() == 1 ? List.of() : eachAlone(votes));
    }

    private void change(UpdateItemRequest.Builder update, List<SiteVote> votes) {
        Map<String, String> names = new HashMap<>();
        Map<String, AttributeValue> values = new HashMap<>();
        List<String> sets = new ArrayList<>();
        List<String> conditions = new ArrayList<>();
        for (int i = 0; i < votes.size(); i++) {
            SiteVote vote = votes.get(i);
            names.put("#vote" + i, VOTE + vote.site());
            names.put("#at" + i, AT + vote.site());
            values.put(":vote" + i, text(RecordJson.writeAny(vote)));
            values.put(":at" + i, number(micros(vote.at())));
            sets.add("#vote%1$d = :vote%1$d, #at%1$d = :at%1$d".formatted(i));
            conditions.add("(attribute_not_exists(#at%1$d) OR #at%1$d < :at%1$d)".formatted(i));
        }
        Instant newest =
                votes.stream().map(SiteVote::at).max(Comparator.naturalOrder()).orElseThrow();
        values.put(":expiresAt", number(newest.plus(KEPT).getEpochSecond()));
        update.key(key)
                .updateExpression("SET expiresAt = :expiresAt, " + String.join(", ", sets))
                .conditionExpression(String.join(" AND ", conditions))
                .expressionAttributeNames(names)
                .expressionAttributeValues(values);
    }

    /** The votes of the item that are on the same sites. */
    private static List<SiteVote> on(List<SiteVote> votes, Map<String, AttributeValue> item) {
        Set<String> sites = votes.stream().map(SiteVote::site).collect(Collectors.toSet());
        return votes(item).stream().filter(vote -> sites.contains(vote.site())).toList();
    }

    private static long micros(Instant at) {
        return Math.addExact(Math.multiplyExact(at.getEpochSecond(), 1_000_000), at.getNano() / 1_000);
    }

    private List<SiteVote> eachAlone(List<SiteVote> votes) {
        return votes.stream()
                .sorted(Comparator.comparing(SiteVote::at))
                .flatMap(vote -> keep(List.of(vote)).stream())
                .toList();
    }
}
