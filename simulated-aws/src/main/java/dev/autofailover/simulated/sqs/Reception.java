// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.simulated.sqs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.autofailover.simulated.Input;
import dev.autofailover.simulated.JsonProtocol;
import dev.autofailover.simulated.SimulatedTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Receiving messages, and what is done with those received. */
final class Reception {
    private static final Duration LOOKS_AGAIN = Duration.ofMillis(200);
    private static final int MOST = 10;

    private final SimulatedSqs queues;
    private final SimulatedTime time;

    Reception(SimulatedSqs queues, SimulatedTime time) {
        this.queues = queues;
        this.time = time;
    }

    JsonNode receive(String region, Input input) {
        Queue queue = queues.queue(region, input);
        int limit = input.number("MaxNumberOfMessages").orElse(1);
        if (limit < 1 || limit > MOST) {
            throw input.refused(
                    "Value " + limit + " for parameter MaxNumberOfMessages is invalid. Must be between 1 and 10");
        }
        Duration invisible = Duration.ofSeconds(
                input.number("VisibilityTimeout").orElseGet(() -> queue.seconds("VisibilityTimeout")));
        Instant until = time.instant()
                .plusSeconds(input.number("WaitTimeSeconds")
                        .orElseGet(() -> queue.seconds("ReceiveMessageWaitTimeSeconds")));
        List<Message> received = queue.receive(limit, invisible);
        while (received.isEmpty() && time.instant().isBefore(until)) {
            time.pause(LOOKS_AGAIN);
            received = queue.receive(limit, invisible);
        }
        ObjectNode output = JsonProtocol.object();
        if (!received.isEmpty()) {
            ArrayNode list = output.putArray("Messages");
            received.forEach(message -> list.add(describe(message, input)));
        }
        return output;
    }

    JsonNode delete(String region, Input input) {
        queues.queue(region, input).delete(input.text("ReceiptHandle"));
        return JsonProtocol.object();
    }

    JsonNode hide(String region, Input input) {
        Duration invisible =
                Duration.ofSeconds(input.number("VisibilityTimeout").orElse(0));
        queues.queue(region, input).hide(input.text("ReceiptHandle"), invisible);
        return JsonProtocol.object();
    }

    private static ObjectNode describe(Message message, Input input) {
        ObjectNode json = JsonProtocol.object()
                .put("MessageId", message.id())
                .put("ReceiptHandle", message.receipt())
                .put("MD5OfBody", Message.md5(message.body()))
                .put("Body", message.body());
        addSystemAttributes(json, message, input);
        List<String> wanted = input.texts("MessageAttributeNames");
        ObjectNode attributes = JsonProtocol.object();
        message.attributes().properties().forEach(attribute -> {
            if (wanted.contains("All") || wanted.contains(".*") || wanted.contains(attribute.getKey())) {
                attributes.set(attribute.getKey(), attribute.getValue());
            }
        });
        if (!attributes.isEmpty()) {
            json.set("MessageAttributes", attributes);
            json.put("MD5OfMessageAttributes", Message.md5(attributes));
        }
        return json;
    }

    private static void addSystemAttributes(ObjectNode json, Message message, Input input) {
        List<String> wanted = new ArrayList<>(input.texts("AttributeNames"));
        wanted.addAll(input.texts("MessageSystemAttributeNames"));
        ObjectNode all = JsonProtocol.object()
                .put("SentTimestamp", Long.toString(message.sent().toEpochMilli()))
                .put("ApproximateReceiveCount", Integer.toString(message.receives()))
                .put(
                        "ApproximateFirstReceiveTimestamp",
                        Long.toString(message.firstReceive().toEpochMilli()));
        if (!wanted.contains("All")) {
            all.retain(wanted);
        }
        if (!all.isEmpty()) {
            json.set("Attributes", all);
        }
    }
}
