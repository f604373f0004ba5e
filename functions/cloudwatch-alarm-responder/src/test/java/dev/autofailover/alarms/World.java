// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.alarms;

import com.amazonaws.services.lambda.runtime.Context;
import dev.autofailover.lambda.AwsClients;
import dev.autofailover.lambda.Surroundings;
import dev.autofailover.message.Signals;
import dev.autofailover.simulated.AwsTiming;
import dev.autofailover.simulated.Caller;
import dev.autofailover.simulated.SimulatedAws;
import dev.autofailover.simulated.VirtualTime;
import dev.autofailover.simulated.lambda.HandlerContext;
import dev.autofailover.simulated.lambda.InvocationContext;
import dev.autofailover.simulated.sns.SimulatedSns;
import dev.autofailover.simulated.sqs.SimulatedSqs;
import dev.autofailover.vote.Signal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** The function in Ireland, the votes topic in Stockholm with a queue that hears all of it, and the stack's dead-letter queue. */
final class World implements AutoCloseable {
    static final String CONTROL = "eu-north-1";
    private static final String SITE = "eu-west-1";
    private static final String HEARD = "arn:aws:sqs:eu-north-1:111122223333:heard";
    private static final String DEAD = "arn:aws:sqs:eu-west-1:111122223333:dead-letters";

    private final VirtualTime time = new VirtualTime(Instant.parse("2026-11-21T10:32:00Z"));
    private final SimulatedAws aws = new SimulatedAws(time);
    private final SimulatedSqs queues = new SimulatedSqs(aws);
    private final Surroundings surroundings;

    World() {
        aws.with(queues).with(new SimulatedSns(aws, AwsTiming.none()));
        surroundings = new Surroundings(
                Map.of(
                        "AWS_REGION", SITE,
                        "VOTES_TOPIC", "arn:aws:sns:eu-north-1:111122223333:votes",
                        "AWS_LAMBDA_FUNCTION_NAME", "stack-responder",
                        "DEAD_LETTERS", "https://sqs.eu-west-1.amazonaws.com/111122223333/dead-letters"),
                aws.httpClient(Caller.function("function", SITE)),
                StaticCredentialsProvider.create(AwsBasicCredentials.create("key", "secret")),
                time,
                time::pause);
        AwsClients clients = new AwsClients(surroundings);
        try (SnsClient sns = clients.control(SnsClient.builder(), Region.of(CONTROL));
                SqsClient heard = clients.control(SqsClient.builder(), Region.of(CONTROL));
                SqsClient dead = clients.control(SqsClient.builder(), Region.of(SITE))) {
            heard.createQueue(each -> each.queueName("heard"));
            dead.createQueue(each -> each.queueName("dead-letters"));
            String topic = sns.createTopic(each -> each.name("votes")).topicArn();
            sns.subscribe(each -> each.topicArn(topic)
                    .protocol("sqs")
                    .endpoint(HEARD)
                    .attributes(Map.of("RawMessageDelivery", "true")));
        }
    }

    SimulatedAws aws() {
        return aws;
    }

    Surroundings surroundings() {
        return surroundings;
    }

    /** What the orchestrator would hear. */
    List<Signal> heard() throws Exception {
        time.advance(Duration.ofSeconds(1));
        List<Signal> signals = new ArrayList<>();
        for (String body : queues.bodies(HEARD)) {
            signals.add(Signals.parse(body));
        }
        return signals;
    }

    /** What the function kept. */
    List<String> kept() {
        return queues.bodies(DEAD);
    }

    /** An invocation that Lambda gives half a minute. */
    Context invocation() {
        return new HandlerContext(
                new InvocationContext(
                        "request-1",
                        "function",
                        "arn:aws:lambda:eu-west-1:111122223333:function:function",
                        time.instant().plusSeconds(30),
                        time),
                _ -> {});
    }

    @Override
    public void close() {
        time.close();
    }
}
