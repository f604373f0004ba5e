// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.autofailover.plan.Arn;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One of the things that an input brings, told apart by how it came. */
public sealed interface Delivery {
    /** An input that brings this alone: what is kept when it can't be used, and can be sent again. */
    ObjectNode asInput();

    /**
     * A notification of SNS.
     *
     * @param message as it was published, JSON or not
     * @param topic where it was published; empty when the record does not say
     */
    record Notification(String message, Optional<Arn> topic, ObjectNode asInput) implements Delivery {}

    /** An event of EventBridge, with its envelope. */
    record BusEvent(String detailType, ObjectNode asInput) implements Delivery {}

    /** Anything else: a direct invocation. */
    record Direct(ObjectNode asInput) implements Delivery {}

    /** A record that is no notification of SNS. */
    record Broken(String reason, ObjectNode asInput) implements Delivery {}

    /**
     * All that the input brings, in its order.
     *
     * @throws Unusable when the input is a list of records, but an empty or malformed one
     */
    static List<Delivery> in(ObjectNode input) {
        JsonNode records = input.path("Records");
        if (records.isMissingNode()) {
            JsonNode detailType = input.path("detail-type");
            return List.of(detailType.isTextual() ? new BusEvent(detailType.textValue(), input) : new Direct(input));
        }
        if (!records.isArray() || records.isEmpty()) {
            throw new Unusable("Records of the input holds no record");
        }
        List<Delivery> deliveries = new ArrayList<>();
        records.forEach(each -> deliveries.add(notification(each)));
        return List.copyOf(deliveries);
    }

    private static Delivery notification(JsonNode one) {
        ObjectNode alone = JsonNodeFactory.instance.objectNode();
        alone.putArray("Records").add(one);
        JsonNode message = one.path("Sns").path("Message");
        return message.isTextual()
                ? new Notification(message.textValue(), topic(one), alone)
                : new Broken("a record has no Sns.Message, so it is no notification of SNS", alone);
    }

    private static Optional<Arn> topic(JsonNode notification) {
        return Arn.parse(notification.path("Sns").path("TopicArn").asText())
                .or(() -> Arn.parse(notification.path("EventSubscriptionArn").asText()));
    }
}
