// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.record.dynamodb;

import static dev.autofailover.record.dynamodb.Keys.number;
import static dev.autofailover.record.dynamodb.Keys.text;

import dev.autofailover.decision.Decision;
import dev.autofailover.message.RecordJson;
import dev.autofailover.record.RecordStore;
import dev.autofailover.record.ServiceRecord;
import dev.autofailover.run.Run;
import dev.autofailover.vote.SiteVote;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The records, votes, runs and decisions in one table, a partition for each service.
 *
 * <p>Leases and generations are only as good as the conditions of these writes, so they are taken on a table of one Region or on
 * a multi-Region strongly consistent one, never on an eventually consistent global table.
 */
public final class DynamoDbRecordStore implements RecordStore {
    private static final Logger LOG = LoggerFactory.getLogger(DynamoDbRecordStore.class);

    /** Long enough to look back from a quarterly review. */
    private static final Duration DECISIONS_KEPT = Duration.ofDays(100);

    private final Table table;

    /**
     * Records in that table.
     *
     * @param client in the control Region
     */
    public DynamoDbRecordStore(DynamoDbClient client, String table) {
        this.table = new Table(client, table);
    }

    @Override
    public Optional<ServiceRecord> load(String service) {
        return table.get(Keys.key(Keys.service(service), Keys.RECORD)).map(item -> RecordJson.parse(Table.body(item)));
    }

    @Override
    public List<ServiceRecord> loadAll() {
        return table.query(Keys.PLANS, "").stream()
                .map(item -> Table.of(item, "sk").s())
                .flatMap(service -> readable(service).stream())
                .toList();
    }

    private Optional<ServiceRecord> readable(String service) {
        try {
            return load(service);
        } catch (RecordJson.Unreadable unreadable) {
            LOG.error("the record of {} can't be read", service, unreadable);
            return Optional.empty();
        }
    }

    @Override
    public void save(ServiceRecord next) throws Superseded {
        Map<String, AttributeValue> item = item(next.service(), Keys.RECORD, RecordJson.write(next));
        item.put("revision", number(next.revision()));
        item.put("generation", number(next.generation()));
        next.lease().ifPresent(lease -> {
            item.put("leaseOwner", text(lease.owner()));
            item.put("leaseUntil", number(lease.until().toEpochMilli()));
        });
        boolean saved = next.revision() == 1
                ? table.put(item, "attribute_not_exists(pk)", Map.of())
                : table.put(
                        item,
                        "revision = :was AND generation <= :generation",
                        Map.of(":was", number(next.revision() - 1), ":generation", number(next.generation())));
        if (!saved) {
            throw new Superseded(next.service(), next.revision() - 1);
        }
    }

    @Override
    public List<SiteVote> keep(String service, List<SiteVote> votes) {
        return votes.stream().collect(Collectors.groupingBy(SiteVote::observer)).entrySet().stream()
                .flatMap(each -> votes(service, each.getKey()).keep(each.getValue()).stream())
                .toList();
    }

    @Override
    public List<SiteVote> votes(String service) {
        return table.query(Keys.service(service), Keys.VOTES).stream()
                .flatMap(item -> VoteItem.votes(item).stream())
                .toList();
    }

    private VoteItem votes(String service, String observer) {
        return new VoteItem(table, Keys.key(Keys.service(service), Keys.votes(observer)));
    }

    @Override
    public void note(String service, Decision decision) {
        Map<String, AttributeValue> item =
                item(service, Keys.decision(decision.at(), decision.row()), RecordJson.writeAny(decision));
        item.put("expiresAt", number(decision.at().plus(DECISIONS_KEPT).getEpochSecond()));
        table.put(item);
    }

    @Override
    public void archive(ServiceRecord record) {
        record.run().ifPresent(run -> archive(record, run));
    }

    private void archive(ServiceRecord record, Run run) {
        put(record, Keys.run(run.generation()), RecordJson.writeAny(run));
        for (int i = 0; i < run.steps().size(); i++) {
            put(
                    record,
                    Keys.step(run.generation(), i + 1),
                    RecordJson.writeAny(run.steps().get(i)));
        }
    }

    private void put(ServiceRecord record, String sort, String body) {
        Map<String, AttributeValue> item = item(record.service(), sort, body);
        AttributeValue revision = number(record.revision());
        item.put("revision", revision);
        // Refused means that a later state of the same run stands there already.
        table.put(item, "attribute_not_exists(pk) OR revision <= :revision", Map.of(":revision", revision));
    }

    private static Map<String, AttributeValue> item(String service, String sort, String body) {
        Map<String, AttributeValue> item = new HashMap<>(Keys.key(Keys.service(service), sort));
        item.put(Table.BODY, text(body));
        return item;
    }
}
