// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.simulated.sns;

import dev.autofailover.simulated.EventPattern;
import dev.autofailover.simulated.JsonProtocol;
import dev.autofailover.simulated.SimulatedAws;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One subscriber of a topic, and what of it he wants. */
final class Subscription {
    private static final Set<String> CHANGEABLE =
            Set.of("FilterPolicy", "FilterPolicyScope", "RawMessageDelivery", "RedrivePolicy");

    private final String arn;
    private final String topicArn;
    private final String protocol;
    private final String endpoint;
    private final Map<String, String> attributes = new LinkedHashMap<>();
    private Optional<EventPattern> filter = Optional.empty();

    Subscription(String arn, String topicArn, String protocol, String endpoint) {
        this.arn = arn;
        this.topicArn = topicArn;
        this.protocol = protocol;
        this.endpoint = endpoint;
    }

    String arn() {
        return arn;
    }

    String topicArn() {
        return topicArn;
    }

    String protocol() {
        return protocol;
    }

    String endpoint() {
        return endpoint;
    }

    /** Sets one attribute; an empty value takes it away. */
    void set(String name, String value) {
        if (!CHANGEABLE.contains(name)) {
            throw SimulatedSns.invalid("AttributeName: unknown, or not simulated: " + name);
        }
        if ("RawMessageDelivery".equals(name) && "true".equals(value) && "lambda".equals(protocol)) {
            throw SimulatedSns.invalid(
                    "Attributes Reason: Delivery protocol [lambda] does not support raw message delivery.");
        }
        if ("FilterPolicy".equals(name)) {
            filter = pattern(value);
        }
        if (value.isEmpty()) {
            attributes.remove(name);
        } else {
            attributes.put(name, value);
        }
    }

    private static Optional<EventPattern> pattern(String policy) {
        if (policy.isBlank()
                || JsonProtocol.parse(policy.getBytes(StandardCharsets.UTF_8)).isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(EventPattern.of(policy));
        } catch (IllegalArgumentException malformed) {
            throw SimulatedSns.invalid("FilterPolicy: " + malformed.getMessage());
        }
    }

    boolean isRaw() {
        return "true".equals(attributes.get("RawMessageDelivery"));
    }

    /** Where messages go that can't be delivered. */
    Optional<String> deadLetters() {
        return Optional.ofNullable(attributes.get("RedrivePolicy"))
                .map(policy -> JsonProtocol.parse(policy.getBytes(StandardCharsets.UTF_8))
                        .path("deadLetterTargetArn")
                        .asText());
    }

    /** Whether the subscriber wants {@code notification}. */
    boolean wants(Notification notification) {
        boolean byBody = "MessageBody".equals(attributes.get("FilterPolicyScope"));
        return filter.map(pattern -> pattern.matches(
                        byBody
                                ? notification.message().getBytes(StandardCharsets.UTF_8)
                                : notification.attributesAsEvent()))
                .orElse(true);
    }

    /** All attributes, as GetSubscriptionAttributes shows them. */
    Map<String, String> attributes() {
        Map<String, String> all = new LinkedHashMap<>(attributes);
        all.put("SubscriptionArn", arn);
        all.put("TopicArn", topicArn);
        all.put("Protocol", protocol);
        all.put("Endpoint", endpoint);
        all.put("Owner", SimulatedAws.ACCOUNT);
        all.put("PendingConfirmation", "false");
        all.putIfAbsent("RawMessageDelivery", "false");
        return all;
    }
}
