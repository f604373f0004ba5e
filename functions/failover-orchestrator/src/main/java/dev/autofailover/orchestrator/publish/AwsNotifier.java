// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.orchestrator.publish;

import dev.autofailover.message.Notification;
import dev.autofailover.message.Notifications;
import dev.autofailover.orchestrator.aws.AwsFault;
import dev.autofailover.orchestrator.aws.Regional;
import dev.autofailover.orchestrator.tell.Notifier;
import dev.autofailover.plan.Arn;
import dev.autofailover.plan.Plan;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;
import software.amazon.awssdk.services.sns.SnsClient;

/** People by the plan's SNS topic, or the default one; machines by an event on the bus. */
public final class AwsNotifier implements Notifier {
    private static final Logger LOG = LoggerFactory.getLogger(AwsNotifier.class);

    private final Regional<SnsClient> sns;
    private final Supplier<EventBridgeClient> events;
    private final String defaultTopic;
    private final String bus;

    /**
     * Tells by these.
     *
     * @param sns clients by the Region of the topic
     * @param events in the control Region
     * @param defaultTopic ARN, for plans that name none
     * @param bus name of the event bus
     */
    public AwsNotifier(Regional<SnsClient> sns, Supplier<EventBridgeClient> events, String defaultTopic, String bus) {
        this.sns = sns;
        this.events = events;
        this.defaultTopic = defaultTopic;
        this.bus = bus;
    }

    @Override
    public boolean tell(Plan plan, Notification news) {
        boolean people = publish(plan.notifyTopic().orElse(defaultTopic), news);
        boolean machines = putEvent(news);
        return people && machines;
    }

    private boolean publish(String topic, Notification news) {
        String region = Arn.parse(topic).map(Arn::region).orElse("");
        try {
            sns.in(region)
                    .publish(publish -> publish.topicArn(topic)
                            .subject(Notifications.subject(news))
                            .message(Notifications.text(news)));
            return true;
        } catch (SdkException failure) {
            LOG.error(
                    "not told: {}", AwsFault.of("sns:Publish", region, failure).text());
            return false;
        }
    }

    private boolean putEvent(Notification news) {
        try {
            PutEventsRequestEntry event = PutEventsRequestEntry.builder()
                    .eventBusName(bus)
                    .source(Notifications.SOURCE)
                    .detailType(Notifications.DETAIL_TYPE)
                    .time(news.at())
                    .detail(Notifications.json(news))
                    .build();
            PutEventsResponse answer = events.get().putEvents(put -> put.entries(List.of(event)));
            if (answer.failedEntryCount() != null && answer.failedEntryCount() > 0) {
                LOG.error(
                        "not told: events:PutEvents refused: {}",
                        answer.entries().getFirst().errorMessage());
                return false;
            }
            return true;
        } catch (SdkException failure) {
            LOG.error(
                    "not told: {}",
                    AwsFault.of("events:PutEvents", "the control Region", failure)
                            .text());
            return false;
        }
    }
}
