// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.simulated.sns;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.autofailover.simulated.Arn;
import dev.autofailover.simulated.AwsError;
import dev.autofailover.simulated.JsonProtocol;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A published message, and the shapes in which subscribers get it. */
record Notification(
        String id,
        Arn topic,
        Optional<String> subject,
        String message,
        Map<String, Attribute> attributes,
        Instant published) {
    private static final int LIMIT_BYTES = 256 * 1024;
    private static final int SUBJECT_LENGTH = 100;
    private static final DateTimeFormatter MILLIS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);
    private static final String NO_SIGNATURE = "c2ltdWxhdGVk";

    /** An attribute of a message: String, String.Array, Number or Binary, and its value as text. */
    record Attribute(String type, String value) {}

    /** Refuses what SNS would refuse. */
    void validate() {
        if (message.isEmpty()) {
            throw SimulatedSns.invalid("Empty message");
        }
        subject.ifPresent(text -> {
            if (text.isEmpty() || text.length() > SUBJECT_LENGTH || !text.matches("[\\x21-\\x7e][\\x20-\\x7e]*")) {
                throw SimulatedSns.invalid("Subject");
            }
        });
        attributes.forEach((name, attribute) -> {
            if (attribute.value().isEmpty()) {
                throw new AwsError(
                        400,
                        "ParameterValueInvalid",
                        "The message attribute '" + name + "' must contain non-empty message attribute value.");
            }
        });
        if (size() > LIMIT_BYTES) {
            throw SimulatedSns.invalid("Message too long");
        }
    }

    private int size() {
        int attributeBytes = attributes.entrySet().stream()
                .mapToInt(entry -> bytes(entry.getKey())
                        + bytes(entry.getValue().type())
                        + bytes(entry.getValue().value()))
                .sum();
        return bytes(message) + attributeBytes;
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    /** The attributes as the event that a filter policy is matched against. */
    byte[] attributesAsEvent() {
        ObjectNode event = JsonProtocol.object();
        attributes.forEach((name, attribute) -> {
            switch (attribute.type().split("\\.", 2)[0]) {
                case "String" -> {
                    if (attribute.type().equals("String.Array")) {
                        event.set(name, json(attribute.value()));
                    } else {
                        event.put(name, attribute.value());
                    }
                }
                case "Number" -> event.set(name, json(attribute.value()));
                default -> {
                    // Binary attributes can't be filtered on.
                }
            }
        });
        return JsonProtocol.bytes(event);
    }

    private static JsonNode json(String text) {
        try {
            return JsonProtocol.JSON.readTree(text);
        } catch (IOException malformed) {
            throw SimulatedSns.invalid("message attribute value is no JSON: " + text);
        }
    }

    /** The event that a function gets (SNS Developer Guide, "Fanout to Lambda functions"). */
    byte[] asRecords(String subscriptionArn) {
        ObjectNode notification = common("SigningCertUrl", "UnsubscribeUrl", subscriptionArn);
        if (subject.isEmpty()) {
            notification.putNull("Subject");
        }
        notification.set("MessageAttributes", attributesAsJson());
        ObjectNode event = JsonProtocol.object();
        event.putArray("Records")
                .addObject()
                .put("EventSource", "aws:sns")
                .put("EventVersion", "1.0")
                .put("EventSubscriptionArn", subscriptionArn)
                .set("Sns", notification);
        return JsonProtocol.bytes(event);
    }

    /** The body that a queue gets (SNS Developer Guide, "Parsing message formats"). */
    byte[] asDocument(String subscriptionArn) {
        ObjectNode notification = common("SigningCertURL", "UnsubscribeURL", subscriptionArn);
        if (!attributes.isEmpty()) {
            notification.set("MessageAttributes", attributesAsJson());
        }
        return JsonProtocol.bytes(notification);
    }

    private ObjectNode common(String certificate, String unsubscribe, String subscriptionArn) {
        String host = "https://sns." + topic.region() + ".amazonaws.com/";
        ObjectNode notification = JsonProtocol.object()
                .put("Type", "Notification")
                .put("MessageId", id)
                .put("TopicArn", topic.toString());
        subject.ifPresent(text -> notification.put("Subject", text));
        return notification
                .put("Message", message)
                .put("Timestamp", MILLIS.format(published))
                .put("SignatureVersion", "1")
                .put("Signature", NO_SIGNATURE)
                .put(certificate, host + "SimpleNotificationService-0000.pem")
                .put(unsubscribe, host + "?Action=Unsubscribe&SubscriptionArn=" + subscriptionArn);
    }

    private ObjectNode attributesAsJson() {
        ObjectNode json = JsonProtocol.object();
        attributes.forEach((name, attribute) ->
                json.putObject(name).put("Type", attribute.type()).put("Value", attribute.value()));
        return json;
    }

    /** The attributes as a queue gets them with raw delivery. */
    Map<String, String> plainAttributes() {
        Map<String, String> plain = new LinkedHashMap<>();
        attributes.forEach((name, attribute) -> plain.put(name, attribute.value()));
        return plain;
    }
}
