// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.drill.invoke;

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
        SimulatedAccount account = SimulatedAccount.quick(time);
        return new World(
                time,
                account.aws(),
                account.lambda(),
                account.rds(),
                account.route53(),
                account.cloudWatch(),
                account.secrets());
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
