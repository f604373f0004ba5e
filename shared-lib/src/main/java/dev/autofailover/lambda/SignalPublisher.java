// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.lambda;

import dev.autofailover.message.Signals;
import dev.autofailover.plan.Arn;
import dev.autofailover.vote.Signal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;

/** Sends signals to the votes topic of the control Region, from where the orchestrator gets them. */
public final class SignalPublisher {
    private final SnsClient sns;
    private final String topicArn;

    public SignalPublisher(SnsClient sns, String topicArn) {
        this.sns = sns;
        this.topicArn = topicArn;
    }

    /** The topic that the variable VOTES_TOPIC names by its ARN; its Region is the control Region. */
    public static SignalPublisher of(Surroundings surroundings) {
        Arn topic = new Variables(surroundings.variables()).arn("VOTES_TOPIC", "sns");
        SnsClient sns = new AwsClients(surroundings).control(SnsClient.builder(), Region.of(topic.region()));
        return new SignalPublisher(sns, topic.toString());
    }

    /**
     * Publishes the signal, with attributes that a subscription can filter by: {@code signal} (vote, repair or promotionBlock),
     * {@code observer}, {@code region}, and for a vote {@code opinion}.
     *
     * @throws software.amazon.awssdk.core.exception.SdkException when the topic does not take it
     */
    public void publish(Signal signal) {
        send(Signals.write(signal), attributes(signal));
    }

    /**
     * Publishes the votes in as few messages as hold them; such a message has the one attribute {@code signal}, votes. When not all
     * could be published some may have been, and may come again without harm.
     *
     * @throws software.amazon.awssdk.core.exception.SdkException when the topic does not take them
     */
    public void publish(List<Signal.Vote> votes) {
        if (votes.size() == 1) {
            publish(votes.getFirst());
            return;
        }
        Signals.write(votes).forEach(message -> send(message, Map.of("signal", text("votes"))));
    }

    private void send(String message, Map<String, MessageAttributeValue> attributes) {
        sns.publish(each -> each.topicArn(topicArn).message(message).messageAttributes(attributes));
    }

    private static Map<String, MessageAttributeValue> attributes(Signal signal) {
        Map<String, MessageAttributeValue> attributes = new TreeMap<>();
        attributes.put("observer", text(signal.observer()));
        attributes.put("region", text(signal.region()));
        attributes.put("signal", text(Signals.kind(signal)));
        if (signal instanceof Signal.Vote vote) {
            attributes.put("opinion", text(vote.opinion().name()));
        }
        return attributes;
    }

    private static MessageAttributeValue text(String value) {
        return MessageAttributeValue.builder()
                .dataType("String")
                .stringValue(value)
                .build();
    }
}
