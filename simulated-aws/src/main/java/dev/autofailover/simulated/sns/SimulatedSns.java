// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.simulated.sns;

import dev.autofailover.simulated.Answer;
import dev.autofailover.simulated.Arn;
import dev.autofailover.simulated.AwsError;
import dev.autofailover.simulated.AwsTiming;
import dev.autofailover.simulated.Call;
import dev.autofailover.simulated.Deliveries;
import dev.autofailover.simulated.QueryProtocol;
import dev.autofailover.simulated.SimulatedAws;
import dev.autofailover.simulated.SimulatedService;
import dev.autofailover.simulated.Topics;
import dev.autofailover.simulated.protocol.QueryParameters;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** SNS: standard topics, with subscriptions of functions and queues. */
public final class SimulatedSns implements SimulatedService, Topics {
    private static final Logger LOG = LoggerFactory.getLogger(SimulatedSns.class);
    private static final QueryProtocol PROTOCOL = new QueryProtocol("http://sns.amazonaws.com/doc/2010-03-31/");

    private final SimulatedAws aws;
    private final TopicRegistry topics;
    private final Fanout fanout;

    /** No topics yet; they take what other services of {@code aws} deliver to them. */
    public SimulatedSns(SimulatedAws aws, AwsTiming timing) {
        this.aws = aws;
        topics = new TopicRegistry(aws);
        fanout = new Fanout(aws, timing);
        aws.deliveries().receive("sns", this::deliver);
    }

    @Override
    public void publish(String topicArn, Optional<String> subject, String message, Map<String, String> attributes) {
        Map<String, Notification.Attribute> typed = new LinkedHashMap<>();
        attributes.forEach((name, value) -> typed.put(name, new Notification.Attribute("String", value)));
        try {
            Arn arn = Arn.of(topicArn);
            if (aws.faults().isGone(arn.region(), name())) {
                throw new AwsError(503, "ServiceUnavailable", "SNS in " + arn.region() + " does not answer");
            }
            publish(arn, subject, message, typed);
        } catch (AwsError lost) {
            LOG.warn("a message of AWS for {} is lost", topicArn, lost);
        }
    }

    private void deliver(Deliveries.Parcel parcel) {
        publish(Arn.of(parcel.to()), Optional.empty(), new String(parcel.payload(), StandardCharsets.UTF_8), Map.of());
    }

    private String publish(
            Arn arn, Optional<String> subject, String message, Map<String, Notification.Attribute> attributes) {
        Topic topic = topics.topic(arn.toString());
        Notification notification = new Notification(
                aws.newId(), arn, subject, message, attributes, aws.time().instant());
        notification.validate();
        fanout.deliver(topic, notification);
        return notification.id();
    }

    private Answer publish(Call call, QueryParameters input) {
        input.only("TopicArn", "TargetArn", "Subject", "Message", "MessageAttributes");
        Arn arn = Arn.of(input.text("TopicArn").orElseGet(() -> input.required("TargetArn")));
        if (!arn.region().equals(call.region())) {
            throw invalid("TopicArn Reason: the topic belongs to " + arn.region() + ", not to " + call.region());
        }
        String id = publish(arn, input.text("Subject"), input.text("Message").orElse(""), attributes(input));
        return PROTOCOL.answer("Publish", result -> result.text("MessageId", id));
    }

    private static Map<String, Notification.Attribute> attributes(QueryParameters input) {
        Map<String, Notification.Attribute> attributes = new LinkedHashMap<>();
        for (QueryParameters entry : input.structures("MessageAttributes.entry")) {
            String value = entry.text("Value.StringValue").orElseGet(() -> entry.required("Value.BinaryValue"));
            attributes.put(entry.required("Name"), new Notification.Attribute(entry.required("Value.DataType"), value));
        }
        return attributes;
    }

    @Override
    public String name() {
        return "sns";
    }

    @Override
    public String operation(Call call) {
        return PROTOCOL.operation(call);
    }

    @Override
    public Answer answer(Call call) {
        QueryParameters input = QueryParameters.of(call);
        String operation = operation(call);
        if ("Publish".equals(operation)) {
            return publish(call, input);
        }
        return PROTOCOL.answer(operation, topics.carryOut(operation, call.region(), input));
    }

    @Override
    public Answer answer(AwsError error) {
        return PROTOCOL.answer(error);
    }

    @Override
    public AwsError throttled() {
        return new AwsError(429, "Throttled", "Rate exceeded");
    }

    static AwsError invalid(String what) {
        return new AwsError(400, "InvalidParameter", "Invalid parameter: " + what);
    }
}
