// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.drill.readiness;

import dev.autofailover.drill.operate.AwsTrouble;
import dev.autofailover.drill.operate.OperatorAws;
import dev.autofailover.plan.Arn;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.Subscription;

/** Whether anybody hears what is told. */
final class TopicAspect implements Aspect {
    private static final String NAME = "notifications";

    private final OperatorAws aws;

    TopicAspect(OperatorAws aws) {
        this.aws = aws;
    }

    @Override
    public List<Check> look(ServiceFacts facts) {
        Optional<String> topic = facts.plan()
                .notifyTopic()
                .or(() -> Optional.ofNullable(facts.control().variables().get("NOTIFY_TOPIC")));
        Optional<Arn> arn = topic.flatMap(Arn::parse);
        if (arn.isEmpty()) {
            return List.of(Check.notOk(NAME, "no topic is named", "name one as notify.topic of the plan"));
        }
        return List.of(look(arn.get()));
    }

    private Check look(Arn topic) {
        String name = topic.toString();
        try {
            List<Subscription> subscriptions = aws.ask(
                    "sns:ListSubscriptionsByTopic",
                    topic.region(),
                    () -> aws.client(SnsClient.builder(), topic.region())
                            .listSubscriptionsByTopic(ask -> ask.topicArn(name))
                            .subscriptions());
            List<String> confirmed = subscriptions.stream()
                    // Else the word PendingConfirmation or Deleted stands there (SNS API, Subscription).
                    .filter(each -> each.subscriptionArn().startsWith("arn:"))
                    .map(Subscription::protocol)
                    .toList();
            return confirmed.isEmpty()
                    ? Check.notOk(
                            NAME,
                            subscriptions.isEmpty() ? "nobody listens" : "nobody has confirmed to listen yet",
                            "aws sns subscribe --region " + topic.region() + " --topic-arn " + name
                                    + " --protocol email --notification-endpoint YOU, then confirm the mail")
                    : Check.ok(NAME, "heard by " + String.join(", ", confirmed));
        } catch (AwsTrouble trouble) {
            return trouble.code().startsWith("NotFound")
                    ? Check.notOk(NAME, "there is no topic " + name, "correct notify.topic of the plan")
                    : Check.of(NAME, trouble);
        }
    }
}
