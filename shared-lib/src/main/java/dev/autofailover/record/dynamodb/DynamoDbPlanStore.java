// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.record.dynamodb;

import static dev.autofailover.record.dynamodb.Keys.number;
import static dev.autofailover.record.dynamodb.Keys.text;

import dev.autofailover.plan.InvalidPlan;
import dev.autofailover.plan.PlanParser;
import dev.autofailover.plan.PlanVersion;
import dev.autofailover.record.PlanStore;
import dev.autofailover.record.RecordStore;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Every version of every plan, and an index of those in force that is read with one query.
 *
 * <p>A version is written first and then put in force, each under a condition. Who finds a version that was written and never put
 * in force, because its writer died in between, puts it in force: it had been validated, and a number is never used twice.
 */
public final class DynamoDbPlanStore implements PlanStore {
    private static final Logger LOG = LoggerFactory.getLogger(DynamoDbPlanStore.class);

    private final Table table;

    /**
     * Plans in that table.
     *
     * @param client in the control Region
     */
    public DynamoDbPlanStore(DynamoDbClient client, String table) {
        this.table = new Table(client, table);
    }

    @Override
    public List<PlanVersion> current() {
        return table.query(Keys.PLANS, "").stream()
                .flatMap(item -> parsed(item).stream())
                .toList();
    }

    @Override
    public Optional<PlanVersion> current(String service) {
        return table.get(Keys.key(Keys.PLANS, service)).flatMap(DynamoDbPlanStore::parsed);
    }

    @Override
    public Optional<PlanVersion> version(String service, int version) {
        return table.get(Keys.key(Keys.service(service), Keys.plan(version))).flatMap(DynamoDbPlanStore::parsed);
    }

    @Override
    public void add(PlanVersion next) throws RecordStore.Superseded {
        String service = next.plan().service();
        Map<String, AttributeValue> item = item(Keys.service(service), Keys.plan(next.version()), next);
        boolean ours = table.put(item, "attribute_not_exists(pk)", Map.of());
        if (!ours) {
            version(service, next.version()).ifPresent(this::putInForce);
            throw new RecordStore.Superseded(service, next.version() - 1L);
        }
        if (!putInForce(next)) {
            throw new RecordStore.Superseded(service, next.version() - 1L);
        }
    }

    /** Whether that version is in force now, or was and has been replaced by a later one. */
    private boolean putInForce(PlanVersion version) {
        String service = version.plan().service();
        Map<String, AttributeValue> item = item(Keys.PLANS, service, version);
        boolean written = version.version() == 1
                ? table.put(item, "attribute_not_exists(pk)", Map.of())
                : table.put(item, "version = :was", Map.of(":was", number(version.version() - 1L)));
        return written
                || current(service)
                        .filter(inForce -> inForce.version() >= version.version())
                        .isPresent();
    }

    private static Map<String, AttributeValue> item(String partition, String sort, PlanVersion plan) {
        Map<String, AttributeValue> item = new HashMap<>(Keys.key(partition, sort));
        item.put("version", number(plan.version()));
        item.put("text", text(plan.text()));
        return item;
    }

    /** Empty, and logged, when this release can't read it: it was valid for the one that put it in force. */
    private static Optional<PlanVersion> parsed(Map<String, AttributeValue> item) {
        int version = Integer.parseInt(Table.of(item, "version").n());
        String text = Table.of(item, "text").s();
        try {
            return Optional.of(new PlanVersion(version, text, PlanParser.parse(text)));
        } catch (InvalidPlan invalid) {
            LOG.error(
                    "the plan {} {}, version {}, can't be read: {}",
                    Table.of(item, "pk").s(),
                    Table.of(item, "sk").s(),
                    version,
                    invalid.getMessage());
            return Optional.empty();
        }
    }
}
