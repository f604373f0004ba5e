// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.drill.records;

import dev.autofailover.record.ServiceRecord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Puts exported items into another control Region's table. Nothing newer is overwritten, and it may be repeated. The plans come into force
 * as they were, naming the control Region that they came from: so nothing is done about them here before each is applied with its new one.
 */
public final class RecordImport {
    private static final String NOT_THERE = "attribute_not_exists(pk)";

    private final RecordTable table;
    private final long leastGeneration;

    /**
     * What came of it.
     *
     * @param records the services whose records are in place
     * @param refused why others are not: each stays as it is
     */
    public record Outcome(List<String> records, List<String> refused) {}

    /**
     * Into that table.
     *
     * @param leastGeneration that every record has at least afterwards: runs that began since an old copy was taken are not in it, but have
     *     left their number in DNS
     */
    public RecordImport(RecordTable table, long leastGeneration) {
        this.table = table;
        this.leastGeneration = leastGeneration;
    }

    /**
     * Puts what an export wrote.
     *
     * @throws NotMoved when those lines are not a whole export
     */
    public Outcome put(List<String> lines) throws NotMoved {
        List<Map<String, AttributeValue>> items = RecordsFile.items(lines);
        List<String> records = new ArrayList<>();
        List<String> refused = new ArrayList<>();
        Map<String, Map<String, AttributeValue>> newestPlans = new TreeMap<>();
        for (Map<String, AttributeValue> item : items) {
            String service = RecordTable.text(item, "pk").replaceFirst("^" + RecordTable.SERVICE, "");
            String sort = RecordTable.text(item, "sk");
            if (sort.equals(RecordTable.RECORD)) {
                record(item).ifPresentOrElse(refused::add, () -> records.add(service));
            } else if (sort.startsWith("PLAN#")) {
                newestPlans.put(service, item);
                plan(item).ifPresent(refused::add);
            } else {
                history(item);
            }
        }
        newestPlans.keySet().retainAll(records);
        newestPlans.forEach(this::putInForce);
        return new Outcome(records, refused);
    }

    /** Why the record can't be put; empty when it stands there now. */
    private Optional<String> record(Map<String, AttributeValue> item) {
        ServiceRecord coming = RecordExport.record(item).atLeast(leastGeneration);
        String partition = RecordTable.text(item, "pk");
        Optional<ServiceRecord> there = table.get(partition, RecordTable.RECORD).map(RecordExport::record);
        if (there.isEmpty()) {
            return table.put(RecordExport.item(item, coming), NOT_THERE, Map.of())
                    ? Optional.empty()
                    : Optional.of(coming.service() + " was written meanwhile: import again");
        }
        if (there.get().equals(coming)) {
            return Optional.empty();
        }
        if (!RecordExport.isHandedOver(there.get()) || there.get().generation() > coming.generation()) {
            return Optional.of(coming.service() + " has a record of its own there, of revision "
                    + there.get().revision() + " and generation " + there.get().generation() + ": it stays");
        }
        // It comes back to where it was handed over from.
        ServiceRecord next = coming;
        while (next.revision() <= there.get().revision()) {
            next = next.nextRevision();
        }
        return table.put(
                        RecordExport.item(item, next),
                        "revision = :was",
                        Map.of(
                                ":was",
                                AttributeValue.fromN(Long.toString(there.get().revision()))))
                ? Optional.empty()
                : Optional.of(coming.service() + " was written meanwhile: import again");
    }

    /** Why the plan's version can't be put; empty when it stands there now. */
    private Optional<String> plan(Map<String, AttributeValue> item) {
        String text = RecordTable.text(item, "text");
        boolean there = table.put(item, NOT_THERE, Map.of())
                || table.get(RecordTable.text(item, "pk"), RecordTable.text(item, "sk"))
                        .filter(kept -> RecordTable.text(kept, "text").equals(text))
                        .isPresent();
        return there
                ? Optional.empty()
                : Optional.of(RecordTable.text(item, "pk") + " " + RecordTable.text(item, "sk")
                        + " is another text there: it stays");
    }

    /** Runs: what is newer there stays. Votes and decisions: what is there at all; a vote that had to travel is stale. */
    private void history(Map<String, AttributeValue> item) {
        AttributeValue own = item.get("revision");
        if (own == null) {
            table.put(item, NOT_THERE, Map.of());
        } else {
            table.put(item, NOT_THERE + " OR revision < :own", Map.of(":own", own));
        }
    }

    private void putInForce(String service, Map<String, AttributeValue> plan) {
        Map<String, AttributeValue> index = new HashMap<>(plan);
        index.put("pk", AttributeValue.fromS(RecordTable.PLANS));
        index.put("sk", AttributeValue.fromS(service));
        table.put(
                index,
                NOT_THERE + " OR version < :version",
                Map.of(":version", AttributeValue.fromN(Long.toString(RecordTable.number(plan, "version")))));
    }
}
