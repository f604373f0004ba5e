// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.rdsevents;

import dev.autofailover.lambda.Delivery;
import dev.autofailover.lambda.InputReader;
import dev.autofailover.lambda.Reading;
import dev.autofailover.lambda.Unusable;
import dev.autofailover.vote.Opinion;
import dev.autofailover.vote.Signal;
import java.util.Locale;
import java.util.Map;

/** What an RDS event says of its database. A hint: events are unordered, repeated, late or missing, so the orchestrator looks itself. */
final class RdsSignals {
    private static final String OBSERVER = "rds-events";
    private static final int LONGEST_MESSAGE = 500;
    private final EventKinds kinds;

    RdsSignals(EventKinds kinds) {
        this.kinds = kinds;
    }

    /**
     * What that delivery comes to.
     *
     * @throws Unusable when it holds no readable RDS event
     */
    Reading read(Delivery delivery) {
        return switch (delivery) {
            case Delivery.Notification notification -> read(notification);
            case Delivery.BusEvent event -> read(event);
            case Delivery.Broken broken -> throw new Unusable(broken.reason());
            case Delivery.Direct direct ->
                throw new Unusable("the input is neither Records of SNS nor an event of EventBridge");
        };
    }

    private Reading read(Delivery.Notification notification) {
        String message = notification.message();
        if (isAboutSubscription(message)) {
            return new Reading.Ignored("RDS tells that a subscription was made or changed: " + cut(message));
        }
        return classify(
                RdsEventReader.ofSubscription(InputReader.read("the message of SNS", message), notification.topic()));
    }

    private Reading read(Delivery.BusEvent event) {
        if (!event.asInput().path("source").asText().equals("aws.rds")) {
            throw new Unusable("the event is not from aws.rds but a \"" + event.detailType() + "\"");
        }
        return classify(RdsEventReader.ofBus(event.asInput()));
    }

    /** The one message that RDS writes as plain text. */
    private static boolean isAboutSubscription(String message) {
        return !message.stripLeading().startsWith("{")
                && message.toLowerCase(Locale.ROOT).contains("event notification");
    }

    private Reading classify(RdsEvent event) {
        if (!event.isAboutDatabase()) {
            return new Reading.Ignored(event.id() + " is not about a database but about " + event.resource());
        }
        return kinds.find(event.id())
                .map(kind -> reading(event, kind))
                .orElseGet(() ->
                        new Reading.Unknown(event.id() + " of " + event.resource() + ": " + cut(event.message())));
    }

    private static Reading reading(RdsEvent event, EventKind kind) {
        return switch (kind.outcome()) {
            case VOTE_DOWN -> vote(event, kind, Opinion.DOWN);
            case VOTE_SUSPECT -> vote(event, kind, Opinion.SUSPECT);
            case REPAIR_STARTED -> repair(event, kind, false);
            case REPAIR_ENDED -> repair(event, kind, true);
            case PROMOTION_BLOCKED -> block(event, kind, false);
            case PROMOTION_UNBLOCKED -> block(event, kind, true);
            case NOTHING -> new Reading.Ignored(reason(kind) + " (" + event.resource() + ")");
        };
    }

    private static Reading vote(RdsEvent event, EventKind kind, Opinion opinion) {
        Map<String, String> evidence =
                Map.of("event", event.id(), "category", kind.category(), "message", cut(event.message()));
        return new Reading.Says(new Signal.Vote(
                OBSERVER, event.resource(), event.region(), opinion, event.at(), event.at(), reason(kind), evidence));
    }

    private static Reading repair(RdsEvent event, EventKind kind, boolean ended) {
        return new Reading.Says(
                new Signal.Repair(OBSERVER, event.resource(), event.region(), ended, event.at(), reason(kind)));
    }

    private static Reading block(RdsEvent event, EventKind kind, boolean lifted) {
        return new Reading.Says(new Signal.PromotionBlock(
                OBSERVER, event.resource(), event.region(), lifted, event.at(), reason(kind)));
    }

    private static String reason(EventKind kind) {
        return kind.id() + ": " + kind.meaning();
    }

    private static String cut(String message) {
        return message.length() <= LONGEST_MESSAGE ? message : message.substring(0, LONGEST_MESSAGE) + "…";
    }
}
