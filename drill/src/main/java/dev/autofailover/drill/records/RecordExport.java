// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.drill.records;

import dev.autofailover.message.RecordJson;
import dev.autofailover.record.Lease;
import dev.autofailover.record.ServiceRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Takes the items out of the table of the control Region that decides now. */
public final class RecordExport {
    /** The owner of a lease that nobody gives back: with it no worker of this table ever begins anything again. */
    static final String HANDED_OVER = "handed over";

    private static final Duration FOR_EVER = Duration.ofDays(36_500);

    private final RecordTable table;
    private final Instant now;

    /** Of that table, at that time. */
    public RecordExport(RecordTable table, Instant now) {
        this.table = table;
        this.now = now;
    }

    /** All that is in the table, as it is; nothing is changed. A copy to be kept, for a control Region may be lost. */
    public List<String> copy() {
        return RecordsFile.lines(exported());
    }

    /**
     * Ends the deciding here for good, and then copies. Each record is taken under a lease that is never given back, and the plans are
     * taken out of force; so whatever still runs or wakes up here finds nothing to do, and what it writes late is refused. Repeated
     * after a crash it goes on where it stopped.
     *
     * @throws NotMoved when a run is under way, or a worker holds a service now; what was handed over before that stays so
     */
    public List<String> handOver() throws NotMoved {
        List<Map<String, AttributeValue>> items = table.all();
        for (Map<String, AttributeValue> item : items) {
            if (RecordTable.text(item, "sk").equals(RecordTable.RECORD)) {
                take(item);
            }
        }
        for (Map<String, AttributeValue> item : items) {
            if (RecordTable.text(item, "pk").equals(RecordTable.PLANS)) {
                table.delete(RecordTable.PLANS, RecordTable.text(item, "sk"));
            }
        }
        return copy();
    }

    private void take(Map<String, AttributeValue> item) throws NotMoved {
        ServiceRecord record = record(item);
        if (isHandedOver(record)) {
            return;
        }
        String service = record.service();
        if (record.runUnderWay().isPresent()) {
            throw new NotMoved(service + " has a run under way: wait until it is over, then hand over again");
        }
        Optional<Lease> held = record.lease().filter(lease -> now.isBefore(lease.until()));
        if (held.isPresent()) {
            throw new NotMoved(
                    service + " is being worked on until " + held.get().until() + ": hand over again then");
        }
        ServiceRecord next = record.leased(Optional.of(new Lease(HANDED_OVER, now.plus(FOR_EVER))))
                .nextRevision();
        boolean taken = table.put(
                item(item, next),
                "revision = :was",
                Map.of(":was", AttributeValue.fromN(Long.toString(record.revision()))));
        if (!taken) {
            throw new NotMoved(service + " was written meanwhile: hand over again");
        }
    }

    private List<Map<String, AttributeValue>> exported() {
        return table.all().stream()
                .filter(item -> !RecordTable.text(item, "pk").equals(RecordTable.PLANS))
                .map(item -> RecordTable.text(item, "sk").equals(RecordTable.RECORD) ? free(item) : item)
                .toList();
    }

    /** Without its lease, which means nothing elsewhere. */
    private static Map<String, AttributeValue> free(Map<String, AttributeValue> item) {
        return item(item, record(item).leased(Optional.empty()));
    }

    static boolean isHandedOver(ServiceRecord record) {
        return record.lease().filter(lease -> lease.owner().equals(HANDED_OVER)).isPresent();
    }

    static ServiceRecord record(Map<String, AttributeValue> item) {
        return RecordJson.parse(RecordTable.text(item, "body"));
    }

    /** The item that holds {@code record} in the place of the one in {@code item}. */
    static Map<String, AttributeValue> item(Map<String, AttributeValue> item, ServiceRecord record) {
        Map<String, AttributeValue> next = new HashMap<>(item);
        next.put("body", AttributeValue.fromS(RecordJson.write(record)));
        next.put("revision", AttributeValue.fromN(Long.toString(record.revision())));
        next.put("generation", AttributeValue.fromN(Long.toString(record.generation())));
        next.remove("leaseOwner");
        next.remove("leaseUntil");
        record.lease().ifPresent(lease -> {
            next.put("leaseOwner", AttributeValue.fromS(lease.owner()));
            next.put(
                    "leaseUntil",
                    AttributeValue.fromN(Long.toString(lease.until().toEpochMilli())));
        });
        return next;
    }
}
