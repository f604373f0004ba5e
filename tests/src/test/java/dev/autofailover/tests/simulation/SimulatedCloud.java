// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.tests.simulation;

import dev.autofailover.lambda.AwsClients;
import dev.autofailover.lambda.CallLimits;
import dev.autofailover.lambda.Surroundings;
import dev.autofailover.simulated.Caller;
import dev.autofailover.simulated.SimulatedAws;
import dev.autofailover.simulated.VirtualTime;
import dev.autofailover.simulated.account.SimulatedAccount;
import dev.autofailover.simulated.cloudwatch.SimulatedCloudWatch;
import dev.autofailover.simulated.lambda.SimulatedLambda;
import dev.autofailover.simulated.rds.SimulatedRds;
import dev.autofailover.simulated.route53.SimulatedRoute53;
import dev.autofailover.simulated.secrets.SimulatedSecrets;
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
 * Every AWS service that the project calls, in virtual time.
 *
 * @param aws the account as the functions see it, with its faults
 * @param beyond the same DynamoDB seen by who stands above the faults: to check what must hold
 */
record SimulatedCloud(
        VirtualTime time,
        Distances distances,
        SimulatedAws aws,
        SimulatedAws beyond,
        SimulatedLambda lambda,
        SimulatedRds rds,
        SimulatedRoute53 route53,
        SimulatedCloudWatch cloudWatch,
        SimulatedSecrets secrets) {
    static final Instant START = Instant.parse("2026-11-21T10:00:00Z");
    static final AwsCredentialsProvider CREDENTIALS =
            StaticCredentialsProvider.create(AwsBasicCredentials.create("simulation", "simulation"));

    /** An operator waits as long as an invocation may take; on the wall it is nothing. */
    private static final CallLimits PATIENT = new CallLimits(1, Duration.ofMinutes(2), Duration.ofMinutes(2));

    /** @param slow whether AWS takes the times that it documents, or next to none */
    static SimulatedCloud start(boolean slow, Distances distances) {
        VirtualTime time = new VirtualTime(START);
        SimulatedAccount account = slow ? SimulatedAccount.asDocumented(time) : SimulatedAccount.quick(time);
        return new SimulatedCloud(
                time,
                distances,
                account.aws(),
                account.beyond(),
                account.lambda(),
                account.rds(),
                account.route53(),
                account.cloudWatch(),
                account.secrets());
    }

    /** The world as {@code caller} sees it. */
    Surroundings surroundings(Caller caller, Map<String, String> variables) {
        return new Surroundings(
                variables, new Network(aws, caller, distances, time::pause), CREDENTIALS, time, time::pause);
    }

    /** An operator's client. */
    <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C client(B builder, String region) {
        return new AwsClients(surroundings(Caller.outside("operator"), Map.of()))
                .client(builder, Region.of(region), PATIENT);
    }

    /** A client that no fault touches. */
    <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C untouched(B builder, String region) {
        Surroundings above = new Surroundings(
                Map.of(), beyond.httpClient(Caller.outside("observer")), CREDENTIALS, time, time::pause);
        return new AwsClients(above).client(builder, Region.of(region), PATIENT);
    }
}
