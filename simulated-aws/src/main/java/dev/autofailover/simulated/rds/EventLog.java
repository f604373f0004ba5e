// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.simulated.rds;

import dev.autofailover.simulated.ServiceEvents;
import dev.autofailover.simulated.SimulatedTime;
import dev.autofailover.simulated.Topics;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Every RDS event that happened, and its way to subscribed topics and the default bus of its Region. */
final class EventLog {
    private static final String SUBJECT = "RDS Notification Message";

    private final SimulatedTime time;
    private final Topics topics;
    private final ServiceEvents bus;
    private final RdsTiming timing;
    private final List<Entry> entries = new CopyOnWriteArrayList<>();
    private final Map<String, EventSubscription> subscriptions = new ConcurrentSkipListMap<>();

    EventLog(SimulatedTime time, RdsTiming timing, Topics topics, ServiceEvents bus) {
        this.time = time;
        this.topics = topics;
        this.bus = bus;
        this.timing = timing;
    }

    /** One event of one instance. */
    record Entry(Instant at, String region, String identifier, String arn, RdsEvent event) {}

    void happened(DbInstance instance, RdsEvent event) {
        NewInstance described = instance.description();
        Entry entry = new Entry(time.instant(), described.region(), described.identifier(), instance.arn(), event);
        entries.add(entry);
        Map<String, String> tags = instance.view().tags();
        time.after(
                timing.of(RdsPhase.EVENT_TO_BUS),
                () -> bus.emit(
                        entry.region(),
                        "aws.rds",
                        "RDS DB Instance Event",
                        List.of(entry.arn()),
                        EventShapes.detail(entry)));
        subscriptions.values().stream()
                .filter(each -> each.region().equals(entry.region()) && each.wants(entry.identifier(), event))
                .forEach(each -> time.after(
                        timing.of(RdsPhase.EVENT_TO_TOPIC),
                        () -> topics.publish(
                                each.topicArn(),
                                Optional.of(SUBJECT),
                                EventShapes.notification(entry, tags),
                                Map.of("EventID", event.id(), "Resource", entry.arn()))));
    }

    /** Adds it; RDS then tells the topic so, in plain text. */
    boolean subscribe(EventSubscription subscription) {
        if (subscriptions.putIfAbsent(key(subscription.region(), subscription.name()), subscription) != null) {
            return false;
        }
        String type = subscription.sourceType().isEmpty() ? "all" : subscription.sourceType();
        time.after(
                timing.of(RdsPhase.EVENT_TO_TOPIC),
                () -> topics.publish(
                        subscription.topicArn(),
                        Optional.of(SUBJECT),
                        "This is a message to notify that RDS will attempt to send you event notifications of type "
                                + type + " to the topic " + subscription.topicArn(),
                        Map.of()));
        return true;
    }

    List<EventSubscription> subscriptions(String region) {
        return subscriptions.values().stream()
                .filter(each -> each.region().equals(region))
                .toList();
    }

    List<Entry> entries(String region) {
        return entries.stream().filter(each -> each.region().equals(region)).toList();
    }

    private static String key(String region, String name) {
        return region + "/" + name;
    }
}
