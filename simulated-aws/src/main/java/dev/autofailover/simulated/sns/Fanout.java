// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.simulated.sns;

import dev.autofailover.simulated.AwsError;
import dev.autofailover.simulated.AwsTiming;
import dev.autofailover.simulated.Deliveries.Parcel;
import dev.autofailover.simulated.Redelivery;
import dev.autofailover.simulated.SimulatedAws;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings notifications to their subscribers, again and again if need be, or to the dead letters. */
final class Fanout {
    private static final Logger LOG = LoggerFactory.getLogger(Fanout.class);

    /** For AWS's own endpoints (SNS Developer Guide, "Message delivery retries"): 100,015 retries over 23 days. */
    private static final Redelivery.Policy POLICY = new Redelivery.Policy(Fanout::delay, Duration.ofDays(23));

    private static final int IMMEDIATE = 3;
    private static final int BEFORE_BACK_OFF = IMMEDIATE + 2;
    private static final int BACK_OFF = BEFORE_BACK_OFF + 10;
    private static final int MOST = BACK_OFF + 100_000;
    private static final Duration LONGEST = Duration.ofSeconds(20);

    private final SimulatedAws aws;
    private final AwsTiming timing;

    Fanout(SimulatedAws aws, AwsTiming timing) {
        this.aws = aws;
        this.timing = timing;
    }

    /** Delivers {@code notification} to each subscriber that wants it. */
    void deliver(Topic topic, Notification notification) {
        topic.subscriptions().values().stream()
                .filter(subscription -> subscription.wants(notification))
                .forEach(subscription -> aws.deliveries()
                        .schedule(timing.topicDelivery().takes(), () -> deliver(topic, subscription, notification)));
    }

    private void deliver(Topic topic, Subscription subscription, Notification notification) {
        new Redelivery(
                        aws,
                        topic.arn().region(),
                        parcel(subscription, notification),
                        POLICY,
                        (failure, attempts) -> giveUp(subscription, notification, failure))
                .attempt();
    }

    private static Parcel parcel(Subscription subscription, Notification notification) {
        String to = subscription.endpoint();
        if ("lambda".equals(subscription.protocol())) {
            return new Parcel(to, "sns", notification.asRecords(subscription.arn()), Map.of());
        }
        return subscription.isRaw()
                ? new Parcel(
                        to,
                        "sns",
                        notification.message().getBytes(StandardCharsets.UTF_8),
                        notification.plainAttributes())
                : new Parcel(to, "sns", notification.asDocument(subscription.arn()), Map.of());
    }

    private void giveUp(Subscription subscription, Notification notification, AwsError failure) {
        LOG.warn("{} could not be reached", subscription.endpoint(), failure);
        subscription.deadLetters().ifPresent(arn -> {
            Map<String, String> attributes = Map.of(
                    "RequestID", aws.newId(),
                    "ErrorCode", Integer.toString(failure.status()),
                    "ErrorMessage", failure.message());
            try {
                aws.deliveries().hand(new Parcel(arn, "sns", notification.asDocument(subscription.arn()), attributes));
            } catch (AwsError lost) {
                LOG.error("{} could not take an undeliverable message", arn, lost);
            }
        });
    }

    private static Optional<Duration> delay(int attempts) {
        if (attempts <= IMMEDIATE) {
            return Optional.of(Duration.ZERO);
        }
        if (attempts <= BEFORE_BACK_OFF) {
            return Optional.of(Duration.ofSeconds(1));
        }
        if (attempts <= BACK_OFF) {
            Duration grown = Duration.ofMillis((long) (1000 * Math.pow(1.4, attempts - BEFORE_BACK_OFF)));
            return Optional.of(grown.compareTo(LONGEST) < 0 ? grown : LONGEST);
        }
        return attempts <= MOST ? Optional.of(LONGEST) : Optional.empty();
    }
}
