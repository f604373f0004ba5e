// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.watch;

import dev.autofailover.lambda.AwsClients;
import dev.autofailover.lambda.Metrics;
import dev.autofailover.lambda.SignalPublisher;
import dev.autofailover.lambda.Surroundings;
import dev.autofailover.lambda.Variables;
import dev.autofailover.plan.Plan;
import dev.autofailover.record.dynamodb.DynamoDbPlanStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** A checker's scheduled invocation: the plans, what they ask this checker to do, and the doing of it. */
public final class Patrol {
    private final KnownPlans plans;
    private final Function<Plan, List<Beat>> beats;
    private final Rota rota;
    private final InstantSource clock;

    /**
     * A patrol.
     *
     * @param beats what a plan asks of this checker in its Region
     */
    Patrol(KnownPlans plans, Function<Plan, List<Beat>> beats, Rota rota, InstantSource clock) {
        this.plans = plans;
        this.beats = beats;
        this.rota = rota;
        this.clock = clock;
    }

    /**
     * The patrol of that function, put together from what surrounds it.
     *
     * @param function its name in metrics
     * @param beats as above
     */
    public static Patrol of(Surroundings surroundings, String function, Crew crew, Function<Plan, List<Beat>> beats) {
        Variables variables = new Variables(surroundings.variables());
        DynamoDbClient control =
                new AwsClients(surroundings).control(DynamoDbClient.builder(), variables.region("CONTROL_REGION"));
        WatchMetrics metrics = new WatchMetrics(Metrics.of(surroundings, function));
        KnownPlans plans = new KnownPlans(
                new DynamoDbPlanStore(control, variables.required("TABLE", "the name of the table of records")),
                metrics);
        SignalPublisher publisher = SignalPublisher.of(surroundings);
        Post post = new Post(
                new Memory(), votes -> publisher.publish(votes), surroundings.clock(), surroundings.waiting(), metrics);
        return new Patrol(plans, beats, new Rota(post, crew), surroundings.clock());
    }

    /**
     * Watches until all is said or the time is up.
     *
     * @param remaining the time Lambda still gives this invocation
     * @return the function's answer: how many observers watched
     */
    public String go(Duration remaining) {
        Shift shift = new Shift(clock.instant(), remaining);
        Optional<List<Plan>> known = plans.now();
        List<Beat> due = known.stream()
                .flatMap(List::stream)
                .flatMap(plan -> beats.apply(plan).stream())
                .toList();
        rota.keep(due, shift);
        return known.isPresent()
                ? "{\"observers\":%d}".formatted(due.size())
                : "{\"observers\":0,\"problem\":\"the plans can't be read, and none are known\"}";
    }
}
