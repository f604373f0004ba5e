// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.drill.invoke;

import dev.autofailover.lambda.AwsClients;
import dev.autofailover.lambda.CallLimits;
import dev.autofailover.lambda.Surroundings;
import dev.autofailover.simulated.AwsTiming;
import dev.autofailover.simulated.Caller;
import dev.autofailover.simulated.SimulatedAws;
import dev.autofailover.simulated.VirtualTime;
import dev.autofailover.simulated.cloudwatch.CloudWatchTiming;
import dev.autofailover.simulated.cloudwatch.SimulatedCloudWatch;
import dev.autofailover.simulated.dynamodb.SimulatedDynamoDb;
import dev.autofailover.simulated.events.SimulatedEventBridge;
import dev.autofailover.simulated.lambda.SimulatedLambda;
import dev.autofailover.simulated.rds.RdsTiming;
import dev.autofailover.simulated.rds.SimulatedRds;
import dev.autofailover.simulated.route53.Route53Timing;
import dev.autofailover.simulated.route53.SimulatedRoute53;
import dev.autofailover.simulated.secrets.SimulatedSecrets;
import dev.autofailover.simulated.sns.SimulatedSns;
import dev.autofailover.simulated.sqs.SimulatedSqs;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.regions.Region;

/**
 * An AWS on a virtual clock, so that a checker's minute is over in no time.
 *
 * @param time the clock; it stands still until somebody waits
 * @param aws every service that the functions call
 */
record World(
        VirtualTime time,
        SimulatedAws aws,
        SimulatedLambda lambda,
        SimulatedRds rds,
        SimulatedRoute53 route53,
        SimulatedCloudWatch cloudWatch,
        SimulatedSecrets secrets)
        implements AutoCloseable {
    private static final AwsCredentialsProvider CREDENTIALS =
            StaticCredentialsProvider.create(AwsBasicCredentials.create("invoke", "invoke"));

    /** For calls that only prepare: the first ones of a JVM load hundreds of classes, on whatever machine. */
    private static final CallLimits PATIENT = CallLimits.once(Duration.ofMinutes(1));

    /** With nothing in it. */
    static World begin(Instant now) {
        VirtualTime time = new VirtualTime(now);
        SimulatedAws aws = new SimulatedAws(time);
        SimulatedLambda lambda = new SimulatedLambda(aws, AwsTiming.quick());
        SimulatedSns sns = new SimulatedSns(aws, AwsTiming.quick());
        SimulatedEventBridge bus = new SimulatedEventBridge(aws, AwsTiming.quick());
        SimulatedRds rds = new SimulatedRds(time, RdsTiming.quick(), sns, bus);
        SimulatedRoute53 route53 = new SimulatedRoute53(time, Route53Timing.quick());
        SimulatedCloudWatch cloudWatch = new SimulatedCloudWatch(time, CloudWatchTiming.quick(), sns, bus, lambda);
        SimulatedSecrets secrets = new SimulatedSecrets(time);
        aws.with(new SimulatedDynamoDb(time))
                .with(new SimulatedSqs(aws))
                .with(sns)
                .with(bus)
                .with(lambda)
                .with(rds)
                .with(route53)
                .with(cloudWatch)
                .with(secrets);
        return new World(time, aws, lambda, rds, route53, cloudWatch, secrets);
    }

    /** What a function of that name sees of it. */
    Surroundings surroundings(Caller caller, Map<String, String> variables) {
        return new Surroundings(variables, aws.httpClient(caller), CREDENTIALS, time, time::pause);
    }

    /** A client of who builds the world. */
    <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C client(B builder, String region) {
        return new AwsClients(surroundings(Caller.outside("world"), Map.of()))
                .client(builder, Region.of(region), PATIENT);
    }

    @Override
    public void close() {
        time.close();
    }
}
