// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.tests.witness;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.autofailover.lambda.SignalPublisher;
import dev.autofailover.message.Notification;
import dev.autofailover.message.Notifications;
import dev.autofailover.message.Signals;
import dev.autofailover.orchestrator.aws.Regional;
import dev.autofailover.orchestrator.publish.AwsNotifier;
import dev.autofailover.plan.Plan;
import dev.autofailover.plan.PlanParser;
import dev.autofailover.vote.Opinion;
import dev.autofailover.vote.Signal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.Target;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** What we publish, as it comes out at the other end of topics, filters and rules. */
class MessagesWitnessTest {
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");

    static Stream<Witness> witnesses() {
        return Witness.all();
    }

    /** Not moto: it gives a target the whole event whatever its InputPath. */
    static Stream<Witness> witnessesOfInputPath() {
        return Stream.of(Witness.SIMULATOR, Witness.MINISTACK, Witness.LOCALSTACK);
    }

    private record Queue(SqsClient sqs, String url, String arn) {
        static Queue in(Witness witness) {
            SqsClient sqs = witness.client(SqsClient.builder());
            String url = sqs.createQueue(create -> create.queueName(Witness.fresh("inbox")))
                    .queueUrl();
            String arn = sqs.getQueueAttributes(get -> get.queueUrl(url).attributeNames(QueueAttributeName.QUEUE_ARN))
                    .attributes()
                    .getOrDefault(QueueAttributeName.QUEUE_ARN, "");
            return new Queue(sqs, url, arn);
        }

        /** What comes within the wait, which ends with the first message. */
        List<String> next(int seconds) {
            return sqs
                    .receiveMessage(receive ->
                            receive.queueUrl(url).maxNumberOfMessages(10).waitTimeSeconds(seconds))
                    .messages()
                    .stream()
                    .map(Message::body)
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("witnesses")
    void aSubscriptionCanFilterVotesByTheirOpinion(Witness witness) {
        SnsClient sns = witness.client(SnsClient.builder());
        String topic =
                sns.createTopic(create -> create.name(Witness.fresh("votes"))).topicArn();
        Queue queue = Queue.in(witness);
        sns.subscribe(
                subscribe -> subscribe
                        .topicArn(topic)
                        .protocol("sqs")
                        .endpoint(queue.arn())
                        .attributes(
                                Map.of(
                                        "RawMessageDelivery",
                                        "true",
                                        "FilterPolicy",
                                        "{\"signal\":[\"vote\"],\"opinion\":[{\"anything-but\":\"HEALTHY\"}],\"region\":[{\"prefix\":\"eu-\"}]}")));
        SignalPublisher publisher = new SignalPublisher(sns, topic);

        publisher.publish(vote(Opinion.HEALTHY));
        publisher.publish(new Signal.Repair("rds-events", "orders", "eu-west-1", false, NOW, "reboot"));
        publisher.publish(vote(Opinion.DOWN));

        assertThat(queue.next(5)).containsExactly(Signals.write(vote(Opinion.DOWN)));
        assertThat(queue.next(0)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("witnessesOfInputPath")
    void aRuleTakesTheNotificationOutOfItsEventForAQueue(Witness witness) throws Exception {
        EventBridgeClient events = witness.client(EventBridgeClient.builder());
        Queue queue = Queue.in(witness);
        String rule = Witness.fresh("told");
        events.putRule(put -> put.name(rule)
                .eventPattern(
                        "{\"source\":[\"%s\"],\"detail-type\":[\"%s\"],\"detail\":{\"severity\":[\"CRITICAL\"],\"service\":[\"%s\"]}}"
                                .formatted(Notifications.SOURCE, Notifications.DETAIL_TYPE, rule)));
        events.putTargets(put -> put.rule(rule)
                .targets(Target.builder()
                        .id("queue")
                        .arn(queue.arn())
                        .inputPath("$.detail")
                        .build()));
        SnsClient sns = witness.client(SnsClient.builder());
        String topic =
                sns.createTopic(create -> create.name(Witness.fresh("people"))).topicArn();
        AwsNotifier notifier = new AwsNotifier(new Regional<>(_ -> sns), () -> events, topic, "default");

        assertThat(notifier.tell(plan(topic), news(rule, Notification.Severity.INFO)))
                .isTrue();
        assertThat(notifier.tell(plan(topic), news(rule, Notification.Severity.CRITICAL)))
                .isTrue();

        ObjectMapper json = new ObjectMapper();
        assertThat(queue.next(5))
                .singleElement()
                .satisfies(body -> assertThat(json.readTree(body))
                        .isEqualTo(json.readTree(Notifications.json(news(rule, Notification.Severity.CRITICAL)))));
    }

    private static Plan plan(String topic) throws Exception {
        return PlanParser.parse(Files.readString(Path.of("..", "plans", "orders.yaml"))
                .replaceAll("topic: arn:\\S+", "topic: " + topic));
    }

    private static Notification news(String service, Notification.Severity severity) {
        return new Notification(
                "id-1",
                service,
                3,
                severity,
                "TWO_WRITERS",
                "both sites accept writes",
                "Look.",
                NOW,
                Map.of("a", "b"));
    }

    private static Signal.Vote vote(Opinion opinion) {
        return new Signal.Vote(
                "from-stockholm", "orders", "eu-west-1", opinion, NOW, NOW, "connect timed out", Map.of("tries", "2"));
    }
}
