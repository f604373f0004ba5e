// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.simulated.sns;

import dev.autofailover.simulated.Arn;
import dev.autofailover.simulated.AwsError;
import dev.autofailover.simulated.QueryProtocol;
import dev.autofailover.simulated.SimulatedAws;
import dev.autofailover.simulated.Xml;
import dev.autofailover.simulated.protocol.QueryParameters;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/** The topics and subscriptions of all Regions: creating, describing and deleting them. */
final class TopicRegistry {
    private static final Set<String> TOPIC_ATTRIBUTES = Set.of("DisplayName", "Policy", "KmsMasterKeyId");

    private final SimulatedAws aws;
    private final Map<String, Topic> topics = new TreeMap<>();

    TopicRegistry(SimulatedAws aws) {
        this.aws = aws;
    }

    /** The topic with this ARN. */
    synchronized Topic topic(String arn) {
        Topic topic = topics.get(arn);
        if (topic == null) {
            throw new AwsError(404, "NotFound", "Topic does not exist");
        }
        return topic;
    }

    /** Carries out {@code operation} and returns what writes its result. */
    synchronized Consumer<Xml> carryOut(String operation, String region, QueryParameters input) {
        return switch (operation) {
            case "CreateTopic" -> create(region, input);
            case "DeleteTopic" -> deleteTopic(input);
            case "ListTopics" -> list(region, input);
            case "GetTopicAttributes" -> {
                Topic topic = topic(input.only("TopicArn").required("TopicArn"));
                yield map(topic.attributes());
            }
            case "SetTopicAttributes" -> setTopicAttribute(input);
            case "Subscribe" -> subscribe(region, input);
            case "Unsubscribe" -> unsubscribe(input);
            case "ListSubscriptionsByTopic" -> listSubscriptions(input);
            case "GetSubscriptionAttributes" ->
                map(subscription(input.only("SubscriptionArn").required("SubscriptionArn"))
                        .attributes());
            case "SetSubscriptionAttributes" -> setSubscriptionAttribute(input);
            default -> throw QueryProtocol.unknown(operation);
        };
    }

    private Consumer<Xml> create(String region, QueryParameters input) {
        input.only("Name", "Attributes", "Tags");
        String name = input.required("Name");
        if (!name.matches("[A-Za-z0-9_-]{1,256}")) {
            throw SimulatedSns.invalid("Topic Name");
        }
        Arn arn = new Arn("sns", region, name);
        Topic topic = topics.computeIfAbsent(arn.toString(), key -> Topic.at(arn));
        entries(input, "Attributes").forEach((attribute, value) -> setTopicAttribute(topic, attribute, value));
        return result -> result.text("TopicArn", arn);
    }

    private Consumer<Xml> deleteTopic(QueryParameters input) {
        topics.remove(input.only("TopicArn").required("TopicArn"));
        return result -> {};
    }

    private Consumer<Xml> list(String region, QueryParameters input) {
        input.only();
        List<Topic> found = topics.values().stream()
                .filter(topic -> topic.arn().region().equals(region))
                .toList();
        return result ->
                result.list("Topics", "member", found, (member, topic) -> member.text("TopicArn", topic.arn()));
    }

    private Consumer<Xml> setTopicAttribute(QueryParameters input) {
        input.only("TopicArn", "AttributeName", "AttributeValue");
        setTopicAttribute(
                topic(input.required("TopicArn")),
                input.required("AttributeName"),
                input.text("AttributeValue").orElse(""));
        return result -> {};
    }

    private static void setTopicAttribute(Topic topic, String attribute, String value) {
        if (!TOPIC_ATTRIBUTES.contains(attribute)) {
            throw SimulatedSns.invalid("AttributeName: unknown, or not simulated: " + attribute);
        }
        topic.set().put(attribute, value);
    }

    private Consumer<Xml> subscribe(String region, QueryParameters input) {
        input.only("TopicArn", "Protocol", "Endpoint", "Attributes", "ReturnSubscriptionArn");
        Topic topic = topic(input.required("TopicArn"));
        if (!topic.arn().region().equals(region)) {
            throw SimulatedSns.invalid("TopicArn");
        }
        String protocol = input.required("Protocol");
        String endpoint = input.required("Endpoint");
        if (!Set.of("lambda", "sqs").contains(protocol)) {
            throw SimulatedSns.invalid("Protocol: unknown, or not simulated: " + protocol);
        }
        if (!protocol.equals(Arn.of(endpoint).service())) {
            throw SimulatedSns.invalid("Endpoint Reason: no ARN of " + protocol + ": " + endpoint);
        }
        Subscription made =
                new Subscription(topic.arn() + ":" + aws.newId(), topic.arn().toString(), protocol, endpoint);
        entries(input, "Attributes").forEach(made::set);
        Subscription subscription = topic.subscriptions().values().stream()
                .filter(known -> known.endpoint().equals(endpoint))
                .findFirst()
                .orElse(made);
        if (!subscription
                .attributes()
                .entrySet()
                .containsAll(entries(input, "Attributes").entrySet())) {
            throw SimulatedSns.invalid("Attributes Reason: Subscription already exists with different attributes");
        }
        topic.subscriptions().put(subscription.arn(), subscription);
        return result -> result.text("SubscriptionArn", subscription.arn());
    }

    private Consumer<Xml> unsubscribe(QueryParameters input) {
        Subscription subscription = subscription(input.only("SubscriptionArn").required("SubscriptionArn"));
        topic(subscription.topicArn()).subscriptions().remove(subscription.arn());
        return result -> {};
    }

    private Consumer<Xml> listSubscriptions(QueryParameters input) {
        Topic topic = topic(input.only("TopicArn").required("TopicArn"));
        return result -> result.list(
                "Subscriptions",
                "member",
                topic.subscriptions().values(),
                (member, subscription) -> member.text("SubscriptionArn", subscription.arn())
                        .text("Owner", SimulatedAws.ACCOUNT)
                        .text("Protocol", subscription.protocol())
                        .text("Endpoint", subscription.endpoint())
                        .text("TopicArn", subscription.topicArn()));
    }

    private Consumer<Xml> setSubscriptionAttribute(QueryParameters input) {
        input.only("SubscriptionArn", "AttributeName", "AttributeValue");
        subscription(input.required("SubscriptionArn"))
                .set(
                        input.required("AttributeName"),
                        input.text("AttributeValue").orElse(""));
        return result -> {};
    }

    private Subscription subscription(String arn) {
        return topics.values().stream()
                .flatMap(topic -> topic.subscriptions().values().stream())
                .filter(subscription -> subscription.arn().equals(arn))
                .findFirst()
                .orElseThrow(() -> new AwsError(404, "NotFound", "Subscription does not exist"));
    }

    private static Map<String, String> entries(QueryParameters input, String name) {
        Map<String, String> entries = new TreeMap<>();
        input.structures(name + ".entry")
                .forEach(entry ->
                        entries.put(entry.required("key"), entry.text("value").orElse("")));
        return entries;
    }

    private static Consumer<Xml> map(Map<String, String> attributes) {
        return result -> result.list(
                "Attributes",
                "entry",
                attributes.entrySet(),
                (entry, attribute) -> entry.text("key", attribute.getKey()).text("value", attribute.getValue()));
    }
}
