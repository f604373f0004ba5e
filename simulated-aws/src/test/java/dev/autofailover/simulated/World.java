// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.simulated;

import dev.autofailover.simulated.events.SimulatedEventBridge;
import dev.autofailover.simulated.events.SimulatedScheduler;
import dev.autofailover.simulated.lambda.FunctionDefinition;
import dev.autofailover.simulated.lambda.SimulatedLambda;
import dev.autofailover.simulated.sns.SimulatedSns;
import dev.autofailover.simulated.sqs.SimulatedSqs;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.sqs.SqsClient;

/** The messaging services on virtual time, from 2026-11-21T10:00:00Z on, with no delays but those of retries. */
public final class World implements AutoCloseable {
    public static final Instant START = Instant.parse("2026-11-21T10:00:00Z");
    public static final String IRELAND = "eu-west-1";
    public static final String FRANKFURT = "eu-central-1";

    public final VirtualTime time = new VirtualTime(START);
    public final SimulatedAws aws = new SimulatedAws(time);
    public final SimulatedSqs sqs = new SimulatedSqs(aws);
    public final SimulatedLambda lambda = new SimulatedLambda(aws, AwsTiming.none());
    public final SimulatedSns sns = new SimulatedSns(aws, AwsTiming.none());
    public final SimulatedEventBridge events = new SimulatedEventBridge(aws, AwsTiming.none());
    public final SimulatedScheduler scheduler = new SimulatedScheduler(aws);

    /** What was logged, with the second at which. */
    public final List<String> log = new ArrayList<>();

    public World() {
        aws.with(sqs).with(lambda).with(sns).with(events).with(scheduler);
    }

    /** Makes a queue and returns its ARN. */
    public String queue(String name, String region) {
        Clients.of(SqsClient.builder(), aws, region).createQueue(queue -> queue.queueName(name));
        return new Arn("sqs", region, name).toString();
    }

    /** Deploys a function that logs each event it gets, and returns its ARN. */
    public String listener(String name, String region) {
        return lambda.deploy(FunctionDefinition.of(
                name,
                region,
                (in, out, context) -> log(name + " " + new String(in.readAllBytes(), StandardCharsets.UTF_8))));
    }

    /** The events that {@link #listener} {@code name} got. */
    public List<String> heard(String name) {
        return log.stream()
                .filter(line -> line.split(" ", 3)[1].equals(name))
                .map(line -> line.split(" ", 3)[2])
                .toList();
    }

    public void log(String what) {
        log.add(Duration.between(START, time.instant()).toSeconds() + " " + what);
    }

    public void advance(long seconds) {
        time.advance(Duration.ofSeconds(seconds));
    }

    @Override
    public void close() {
        time.close();
    }
}
