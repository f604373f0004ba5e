// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.simulated.rds;

import dev.autofailover.simulated.AwsError;
import dev.autofailover.simulated.SimulatedAws;
import dev.autofailover.simulated.SimulatedTime;
import dev.autofailover.simulated.Xml;
import dev.autofailover.simulated.protocol.QueryParameters;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Events, subscriptions, pending maintenance and tags. */
final class OtherOperations {
    private static final int DEFAULT_EVENT_WINDOW_MINUTES = 60;
    private static final Duration EVENTS_KEPT = Duration.ofDays(14);

    private final SimulatedTime time;
    private final Instances instances;
    private final EventLog log;

    OtherOperations(SimulatedTime time, Instances instances, EventLog log) {
        this.time = time;
        this.instances = instances;
        this.log = log;
    }

    Result events(String region, QueryParameters parameters) {
        parameters.only(
                "SourceIdentifier",
                "SourceType",
                "StartTime",
                "EndTime",
                "Duration",
                "EventCategories",
                "MaxRecords",
                "Marker");
        Instant to = parameters.time("EndTime").orElseGet(time::instant);
        Instant asked = parameters
                .time("StartTime")
                .orElseGet(() -> to.minus(
                        Duration.ofMinutes(parameters.integer("Duration").orElse(DEFAULT_EVENT_WINDOW_MINUTES))));
        Instant kept = time.instant().minus(EVENTS_KEPT);
        Instant from = asked.isBefore(kept) ? kept : asked;
        Optional<String> type = parameters.text("SourceType");
        Optional<String> source = parameters.text("SourceIdentifier");
        List<String> categories = parameters.texts("EventCategories.EventCategory");
        if (source.isPresent() && type.isEmpty()) {
            throw RdsErrors.invalidCombination("If SourceIdentifier is supplied, SourceType must also be provided.");
        }
        List<EventLog.Entry> found = log.entries(region).stream()
                .filter(each -> !each.at().isBefore(from) && !each.at().isAfter(to))
                .filter(each -> type.isEmpty() || type.get().equals("db-instance"))
                .filter(each -> source.isEmpty() || source.get().equals(each.identifier()))
                .filter(each -> categories.isEmpty()
                        || each.event().categories().stream().anyMatch(categories::contains))
                .toList();
        Page<EventLog.Entry> page = Page.of(found, parameters);
        return xml ->
                xml.text("Marker", page.next()).list("Events", "Event", page.items(), OtherOperations::writeEvent);
    }

    private static void writeEvent(Xml xml, EventLog.Entry entry) {
        xml.text("SourceIdentifier", entry.identifier())
                .text("SourceType", "db-instance")
                .text("Message", entry.event().message())
                .list("EventCategories", "EventCategory", entry.event().categories(), Xml::value)
                .text("Date", entry.at())
                .text("SourceArn", entry.arn());
    }

    Result pendingMaintenance(String region, QueryParameters parameters) {
        parameters.only("ResourceIdentifier", "MaxRecords", "Marker");
        parameters
                .text("ResourceIdentifier")
                .filter(arn -> instances.byArn(arn).isEmpty())
                .ifPresent(arn -> {
                    throw new AwsError(404, "ResourceNotFoundFault", "Resource not found: " + arn);
                });
        return xml -> xml.element("PendingMaintenanceActions", none -> {});
    }

    Result subscribe(String region, QueryParameters parameters) {
        parameters.only("SubscriptionName", "SnsTopicArn", "SourceType", "EventCategories", "SourceIds", "Enabled");
        EventSubscription subscription = new EventSubscription(
                region,
                parameters.required("SubscriptionName"),
                parameters.required("SnsTopicArn"),
                parameters.text("SourceType").orElse(""),
                parameters.texts("SourceIds.SourceId"),
                parameters.texts("EventCategories.EventCategory"),
                parameters.flag("Enabled").orElse(true),
                time.instant());
        if (!subscription.sourceIds().isEmpty() && subscription.sourceType().isEmpty()) {
            throw RdsErrors.invalidCombination("If SourceIds are supplied, SourceType must also be provided.");
        }
        if (!log.subscribe(subscription)) {
            throw new AwsError(
                    400, "SubscriptionAlreadyExist", "Subscription " + subscription.name() + " already exists.");
        }
        return xml -> xml.element("EventSubscription", inside -> writeSubscription(inside, subscription));
    }

    Result subscriptions(String region, QueryParameters parameters) {
        parameters.only("SubscriptionName", "MaxRecords", "Marker");
        Optional<String> name = parameters.text("SubscriptionName");
        List<EventSubscription> found = log.subscriptions(region).stream()
                .filter(each -> name.isEmpty() || name.get().equals(each.name()))
                .toList();
        if (name.isPresent() && found.isEmpty()) {
            throw new AwsError(404, "SubscriptionNotFound", "Event Subscription " + name.get() + " not found.");
        }
        Page<EventSubscription> page = Page.of(found, parameters);
        return xml -> xml.text("Marker", page.next())
                .list("EventSubscriptionsList", "EventSubscription", page.items(), this::writeSubscription);
    }

    private void writeSubscription(Xml xml, EventSubscription subscription) {
        xml.text("CustomerAwsId", SimulatedAws.ACCOUNT)
                .text("CustSubscriptionId", subscription.name())
                .text("SnsTopicArn", subscription.topicArn())
                .text("Status", "active")
                .text("SubscriptionCreationTime", subscription.created())
                .text("SourceType", Optional.of(subscription.sourceType()).filter(type -> !type.isEmpty()))
                .list("SourceIdsList", "SourceId", subscription.sourceIds(), Xml::value)
                .list("EventCategoriesList", "EventCategory", subscription.categories(), Xml::value)
                .text("Enabled", subscription.enabled())
                .text(
                        "EventSubscriptionArn",
                        "arn:aws:rds:" + subscription.region() + ":" + SimulatedAws.ACCOUNT + ":es:"
                                + subscription.name());
    }

    Result tag(String region, QueryParameters parameters) {
        parameters.only("ResourceName", "Tags");
        DbInstance instance = named(region, parameters);
        Map<String, String> tags = new LinkedHashMap<>();
        parameters
                .structures("Tags.Tag")
                .forEach(tag -> tags.put(tag.required("Key"), tag.text("Value").orElse("")));
        instance.tag(tags);
        return xml -> {};
    }

    Result tags(String region, QueryParameters parameters) {
        parameters.only("ResourceName");
        Map<String, String> tags = named(region, parameters).view().tags();
        return xml -> InstanceXml.writeTags(xml, tags);
    }

    private DbInstance named(String region, QueryParameters parameters) {
        return instances.get(region, parameters.required("ResourceName"));
    }
}
