// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.simulated.sqs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.autofailover.simulated.AwsError;
import dev.autofailover.simulated.SimulatedAws;
import dev.autofailover.simulated.SimulatedTime;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One queue: its messages in the order sent, and its attributes. */
final class Queue {
    private static final int MESSAGE_BYTES = 1024 * 1024;

    private static final Map<String, String> DEFAULTS = Map.of(
            "VisibilityTimeout", "30",
            "DelaySeconds", "0",
            "MessageRetentionPeriod", "345600",
            "ReceiveMessageWaitTimeSeconds", "0",
            "MaximumMessageSize", Integer.toString(MESSAGE_BYTES));

    /** Accepted and shown, without an effect here. */
    private static final Set<String> SHOWN =
            Set.of("Policy", "SqsManagedSseEnabled", "KmsMasterKeyId", "KmsDataKeyReusePeriodSeconds");

    private final String name;
    private final String region;
    private final SimulatedAws aws;
    private final SimulatedTime time;
    private final Instant created;

    /** Guarded by this, as are the attributes. */
    private final Map<String, Message> messages = new LinkedHashMap<>();

    private final Map<String, String> attributes = new LinkedHashMap<>(DEFAULTS);

    Queue(String name, String region, SimulatedAws aws) {
        this.name = name;
        this.region = region;
        this.aws = aws;
        time = aws.time();
        created = time.instant();
    }

    String arn() {
        return "arn:aws:sqs:" + region + ":" + SimulatedAws.ACCOUNT + ":" + name;
    }

    String url() {
        return "https://sqs." + region + ".amazonaws.com/" + SimulatedAws.ACCOUNT + "/" + name;
    }

    /** Sets attributes, as CreateQueue and SetQueueAttributes give them. */
    synchronized void set(Map<String, String> changes) {
        changes.keySet().stream()
                .filter(attribute -> !DEFAULTS.containsKey(attribute) && !SHOWN.contains(attribute))
                .findFirst()
                .ifPresent(attribute -> {
                    throw new AwsError(
                            400, "InvalidAttributeName", "Unknown Attribute, or not simulated: " + attribute);
                });
        attributes.putAll(changes);
    }

    /** All attributes, with the counts of messages. */
    synchronized Map<String, String> attributes() {
        expire();
        Instant now = time.instant();
        Map<String, String> all = new LinkedHashMap<>(attributes);
        long visible = messages.values().stream()
                .filter(message -> isVisible(message, now))
                .count();
        long delayed = messages.values().stream()
                .filter(message -> !isVisible(message, now) && message.receives() == 0)
                .count();
        all.put("QueueArn", arn());
        all.put("CreatedTimestamp", Long.toString(created.getEpochSecond()));
        all.put("ApproximateNumberOfMessages", Long.toString(visible));
        all.put("ApproximateNumberOfMessagesDelayed", Long.toString(delayed));
        all.put("ApproximateNumberOfMessagesNotVisible", Long.toString(messages.size() - visible - delayed));
        return all;
    }

    /** Takes a message; returns its id. */
    synchronized String send(String body, ObjectNode messageAttributes, Duration delay) {
        if (body.isEmpty()) {
            throw new AwsError(400, "MissingParameter", "The request must contain the parameter MessageBody.");
        }
        if (body.getBytes(StandardCharsets.UTF_8).length > seconds("MaximumMessageSize")) {
            throw new AwsError(
                    400,
                    "InvalidParameterValue",
                    "One or more parameters are invalid. Reason: Message must be shorter than "
                            + seconds("MaximumMessageSize") + " bytes.");
        }
        Instant now = time.instant();
        Message message = new Message(aws.newId(), body, messageAttributes, now, now.plus(delay), 0, now, "");
        messages.put(message.id(), message);
        return message.id();
    }

    /** Gives up to {@code limit} visible messages, invisible to others for {@code invisible}. */
    synchronized List<Message> receive(int limit, Duration invisible) {
        expire();
        Instant now = time.instant();
        List<Message> received = new ArrayList<>();
        for (Message message : List.copyOf(messages.values())) {
            if (received.size() < limit && isVisible(message, now)) {
                Message taken = message.received(message.id() + "#" + aws.newId(), now, now.plus(invisible));
                messages.put(taken.id(), taken);
                received.add(taken);
            }
        }
        return received;
    }

    /** Deletes the message that was received with this handle; nothing happens when it is gone. */
    synchronized void delete(String receipt) {
        messages.remove(idOf(receipt));
    }

    /** Hides the message that was received with this handle for {@code invisible} from now on. */
    synchronized void hide(String receipt, Duration invisible) {
        messages.computeIfPresent(
                idOf(receipt),
                (id, message) -> message.visibleFrom(time.instant().plus(invisible)));
    }

    synchronized void purge() {
        messages.clear();
    }

    /** The bodies of all messages, received or not, in the order sent. */
    synchronized List<String> bodies() {
        expire();
        return messages.values().stream().map(Message::body).toList();
    }

    /** The number that is the value of {@code attribute}. */
    synchronized int seconds(String attribute) {
        return Integer.parseInt(attributes.getOrDefault(attribute, "0"));
    }

    private void expire() {
        Instant oldest = time.instant().minusSeconds(seconds("MessageRetentionPeriod"));
        messages.values().removeIf(message -> message.sent().isBefore(oldest));
    }

    private static boolean isVisible(Message message, Instant now) {
        return !message.visible().isAfter(now);
    }

    private static String idOf(String receipt) {
        int end = receipt.indexOf('#');
        if (end < 0) {
            throw new AwsError(
                    400, "ReceiptHandleIsInvalid", "The input receipt handle \"" + receipt + "\" is not a valid one.");
        }
        return receipt.substring(0, end);
    }
}
