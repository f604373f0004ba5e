// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.simulated.sns;

import static dev.autofailover.simulated.World.FRANKFURT;
import static dev.autofailover.simulated.World.IRELAND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.autofailover.simulated.Clients;
import dev.autofailover.simulated.Effect;
import dev.autofailover.simulated.JsonProtocol;
import dev.autofailover.simulated.Scope;
import dev.autofailover.simulated.World;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.InvalidParameterException;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import software.amazon.awssdk.services.sns.model.NotFoundException;
import software.amazon.awssdk.services.sns.model.SnsException;

class SimulatedSnsTest {
    private final World world = new World();
    private final SnsClient sns = Clients.of(SnsClient.builder(), world.aws, IRELAND);
    private final String topic = sns.createTopic(create -> create.name("votes")).topicArn();

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void aFunctionGetsARecordWithEverythingThatSnsPutsThere() {
        String subscription = subscribe("lambda", world.listener("f", FRANKFURT), Map.of());
        String id = sns.publish(publish -> publish.topicArn(topic)
                        .subject("a vote")
                        .message("{\"opinion\":\"DOWN\"}")
                        .messageAttributes(Map.of("service", string("orders"))))
                .messageId();
        world.advance(1);
        ObjectNode record = (ObjectNode) heard("f").path("Records").path(0);
        assertThat(record.path("EventSource").asText()).isEqualTo("aws:sns");
        assertThat(record.path("EventSubscriptionArn").asText()).isEqualTo(subscription);
        ObjectNode message = (ObjectNode) record.path("Sns");
        assertThat(message.path("MessageId").asText()).isEqualTo(id);
        assertThat(message.path("TopicArn").asText()).isEqualTo("arn:aws:sns:eu-west-1:111122223333:votes");
        assertThat(message.path("Subject").asText()).isEqualTo("a vote");
        assertThat(message.path("Message").asText()).isEqualTo("{\"opinion\":\"DOWN\"}");
        assertThat(message.path("Timestamp").asText()).isEqualTo("2026-11-21T10:00:00.000Z");
        assertThat(message.at("/MessageAttributes/service/Value").asText()).isEqualTo("orders");
        assertThat(message.properties().stream().map(Map.Entry::getKey))
                .contains("Type", "SignatureVersion", "Signature", "SigningCertUrl", "UnsubscribeUrl");
    }

    @Test
    void aQueueGetsADocumentOrTheMessageItself() {
        String wrapped = world.queue("wrapped", IRELAND);
        String raw = world.queue("raw", IRELAND);
        subscribe("sqs", wrapped, Map.of());
        subscribe("sqs", raw, Map.of("RawMessageDelivery", "true"));
        publish("hello", Map.of());
        world.advance(1);
        assertThat(world.sqs.bodies(wrapped))
                .singleElement()
                .satisfies(body -> assertThat(body).contains("\"Type\":\"Notification\"", "\"Message\":\"hello\""));
        assertThat(world.sqs.bodies(raw)).containsExactly("hello");
    }

    @Test
    void aFilterOnAttributesLetsThroughOnlyWhatFits() {
        String queue = world.queue("q", IRELAND);
        subscribe(
                "sqs",
                queue,
                Map.of(
                        "RawMessageDelivery", "true",
                        "FilterPolicy", "{\"service\":[{\"prefix\":\"ord\"}],\"weight\":[{\"numeric\":[\">\",5]}]}"));
        publish("none", Map.of());
        publish("light", Map.of("service", string("orders"), "weight", number("5")));
        publish("heavy", Map.of("service", string("orders"), "weight", number("6.5")));
        publish("other", Map.of("service", string("users"), "weight", number("9")));
        world.advance(1);
        assertThat(world.sqs.bodies(queue)).containsExactly("heavy");
    }

    @Test
    void aFilterOnTheBodyLetsThroughOnlyWhatFits() {
        String queue = world.queue("q", IRELAND);
        subscribe(
                "sqs",
                queue,
                Map.of(
                        "RawMessageDelivery", "true",
                        "FilterPolicyScope", "MessageBody",
                        "FilterPolicy", "{\"vote\":{\"opinion\":[\"DOWN\"]}}"));
        publish("{\"vote\":{\"opinion\":\"DOWN\"}}", Map.of());
        publish("{\"vote\":{\"opinion\":\"HEALTHY\"}}", Map.of());
        publish("no JSON", Map.of());
        world.advance(1);
        assertThat(world.sqs.bodies(queue)).containsExactly("{\"vote\":{\"opinion\":\"DOWN\"}}");
    }

    @Test
    void aMessageForAnUnreachableRegionArrivesWhenItIsBack() {
        subscribe("lambda", world.listener("f", FRANKFURT), Map.of());
        var outage = world.aws.faults().begin(Scope.region(FRANKFURT), new Effect.Hangs());
        publish("hello", Map.of());
        world.advance(600);
        assertThat(world.log).isEmpty();
        outage.lift();
        world.advance(21);
        assertThat(world.log).hasSize(1);
    }

    @Test
    void nothingIsDeliveredOutOfARegionThatIsGone() {
        subscribe("lambda", world.listener("f", FRANKFURT), Map.of());
        publish("hello", Map.of());
        var outage = world.aws.faults().begin(Scope.region(IRELAND), new Effect.Refuses());
        world.advance(600);
        assertThat(world.log).isEmpty();
        outage.lift();
        world.advance(1);
        assertThat(world.log).hasSize(1);
    }

    @Test
    void whatCanNeverBeDeliveredGoesToTheDeadLetters() {
        String letters = world.queue("letters", IRELAND);
        String function = world.listener("f", IRELAND);
        subscribe("lambda", function, Map.of("RedrivePolicy", "{\"deadLetterTargetArn\":\"" + letters + "\"}"));
        world.lambda.delete(function);
        publish("hello", Map.of());
        world.advance(1);
        assertThat(world.sqs.bodies(letters))
                .singleElement()
                .satisfies(body -> assertThat(body).contains("\"Message\":\"hello\""));
    }

    @Test
    void messagesCanBeDeliveredThriceAndShuffled() {
        subscribe("sqs", world.queue("q", IRELAND), Map.of("RawMessageDelivery", "true"));
        world.aws.deliveries().duplicate(3, Duration.ofSeconds(10), 42);
        for (int i = 0; i < 5; i++) {
            publish("m" + i, Map.of());
        }
        world.advance(10);
        var bodies = world.sqs.bodies("arn:aws:sqs:eu-west-1:111122223333:q");
        assertThat(bodies).hasSize(15).isNotEqualTo(bodies.stream().sorted().toList());
        for (int i = 0; i < 5; i++) {
            String message = "m" + i;
            assertThat(bodies).filteredOn(message::equals).hasSize(3);
        }
    }

    @Test
    void anotherServicePublishesToATopicToo() {
        String queue = world.queue("q", IRELAND);
        subscribe("sqs", queue, Map.of("RawMessageDelivery", "true"));
        world.sns.publish(topic, Optional.of("RDS"), "from AWS", Map.of("EventID", "RDS-EVENT-0006"));
        world.sns.publish(topic + "-gone", Optional.empty(), "lost", Map.of());
        world.advance(1);
        assertThat(world.sqs.bodies(queue)).containsExactly("from AWS");
    }

    @Test
    void subscriptionsAreListedOnceAndEnd() {
        String queue = world.queue("q", IRELAND);
        String subscription = subscribe("sqs", queue, Map.of());
        assertThat(subscribe("sqs", queue, Map.of())).isEqualTo(subscription);
        assertThat(sns.listSubscriptionsByTopic(list -> list.topicArn(topic)).subscriptions())
                .singleElement()
                .satisfies(listed -> assertThat(listed.endpoint()).isEqualTo(queue));
        sns.setSubscriptionAttributes(set -> set.subscriptionArn(subscription)
                .attributeName("RawMessageDelivery")
                .attributeValue("true"));
        assertThat(sns.getSubscriptionAttributes(get -> get.subscriptionArn(subscription))
                        .attributes())
                .containsEntry("RawMessageDelivery", "true");
        sns.unsubscribe(unsubscribe -> unsubscribe.subscriptionArn(subscription));
        publish("hello", Map.of());
        world.advance(1);
        assertThat(world.sqs.bodies(queue)).isEmpty();
        assertThat(sns.listTopics().topics()).hasSize(1);
        assertThat(sns.getTopicAttributes(get -> get.topicArn(topic)).attributes())
                .containsEntry("SubscriptionsConfirmed", "0");
        sns.deleteTopic(delete -> delete.topicArn(topic));
        assertThatThrownBy(() -> publish("hello", Map.of())).isInstanceOf(NotFoundException.class);
    }

    @Test
    void whatSnsWouldNotTakeIsRefused() {
        assertInvalid(() -> publish("x".repeat(256 * 1024 + 1), Map.of()));
        assertInvalid(() -> publish("", Map.of()));
        assertInvalid(() ->
                sns.publish(publish -> publish.topicArn(topic).message("m").subject("x".repeat(101))));
        assertInvalid(() ->
                sns.publish(publish -> publish.topicArn(topic).message("m").subject("two\nlines")));
        assertInvalid(() -> subscribe("lambda", world.listener("f", IRELAND), Map.of("FilterPolicy", "{\"a\":1}")));
        assertInvalid(() -> subscribe("lambda", world.listener("f", IRELAND), Map.of("RawMessageDelivery", "true")));
        assertInvalid(() -> subscribe("email", "someone@example.com", Map.of()));
        assertInvalid(() -> Clients.of(SnsClient.builder(), world.aws, FRANKFURT)
                .publish(publish -> publish.topicArn(topic).message("m")));
        assertThatThrownBy(() -> sns.listPlatformApplications())
                .isInstanceOf(SnsException.class)
                .hasMessageContaining("not simulated");
    }

    private static void assertInvalid(ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOf(InvalidParameterException.class);
    }

    private void publish(String message, Map<String, MessageAttributeValue> attributes) {
        sns.publish(publish -> publish.topicArn(topic).message(message).messageAttributes(attributes));
    }

    private String subscribe(String protocol, String endpoint, Map<String, String> attributes) {
        return sns.subscribe(subscribe -> subscribe
                        .topicArn(topic)
                        .protocol(protocol)
                        .endpoint(endpoint)
                        .returnSubscriptionArn(true)
                        .attributes(attributes))
                .subscriptionArn();
    }

    private ObjectNode heard(String function) {
        return JsonProtocol.parse(world.heard(function).getFirst().getBytes(StandardCharsets.UTF_8));
    }

    private static MessageAttributeValue string(String value) {
        return MessageAttributeValue.builder()
                .dataType("String")
                .stringValue(value)
                .build();
    }

    private static MessageAttributeValue number(String value) {
        return MessageAttributeValue.builder()
                .dataType("Number")
                .stringValue(value)
                .build();
    }
}
