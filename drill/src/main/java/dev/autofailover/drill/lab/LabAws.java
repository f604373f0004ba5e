// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.drill.lab;

import dev.autofailover.lambda.AwsClients;
import dev.autofailover.lambda.CallLimits;
import dev.autofailover.lambda.Surroundings;
import dev.autofailover.simulated.Caller;
import dev.autofailover.simulated.ClientTimeouts;
import dev.autofailover.simulated.RealTime;
import dev.autofailover.simulated.SimulatedAws;
import dev.autofailover.simulated.account.SimulatedAccount;
import dev.autofailover.simulated.cloudformation.SimulatedCloudFormation;
import dev.autofailover.simulated.cloudwatch.SimulatedCloudWatch;
import dev.autofailover.simulated.iam.SimulatedIam;
import dev.autofailover.simulated.lambda.SimulatedLambda;
import dev.autofailover.simulated.rds.SimulatedRds;
import dev.autofailover.simulated.route53.SimulatedRoute53;
import dev.autofailover.simulated.secrets.SimulatedSecrets;
import java.time.Duration;
import java.util.Map;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.lambda.LambdaClient;

/**
 * The simulated AWS of one lab, on the clock on the wall: every service that the project calls.
 *
 * @param beyond its tables and queues as no fault touches them, so that a drill sees what is in a Region that is lost
 */
record LabAws(
        RealTime time,
        SimulatedAws aws,
        SimulatedAws beyond,
        SimulatedLambda lambda,
        SimulatedRds rds,
        SimulatedRoute53 route53,
        SimulatedCloudWatch cloudWatch,
        SimulatedSecrets secrets,
        SimulatedCloudFormation stacks,
        SimulatedIam iam) {
    private static final Duration OPERATORS_PATIENCE = Duration.ofSeconds(150);

    static LabAws start(LabOptions.AwsPace pace) {
        RealTime time = new RealTime();
        SimulatedAccount account = switch (pace) {
            case QUICK -> SimulatedAccount.quick(time);
            case DOCUMENTED -> SimulatedAccount.asDocumented(time);
        };
        SimulatedCloudFormation stacks = new SimulatedCloudFormation(time);
        SimulatedIam iam = new SimulatedIam();
        account.aws().with(stacks).with(iam);
        return new LabAws(
                time,
                account.aws(),
                account.beyond(),
                account.lambda(),
                account.rds(),
                account.route53(),
                account.cloudWatch(),
                account.secrets(),
                stacks,
                iam);
    }

    /** The world as the lab's own administrator sees it. */
    Surroundings administrator() {
        return new Surroundings(
                Map.of(), aws.httpClient(Caller.outside("lab")), LabAccount.CREDENTIALS, time, time::pause);
    }

    /** The world as an operator sees it, who waits for the orchestrator's answer as long as a run may take. */
    Surroundings operator() {
        return new Surroundings(
                Map.of(),
                aws.httpClient(
                        Caller.outside("operator"), new ClientTimeouts(Duration.ofSeconds(1), OPERATORS_PATIENCE)),
                LabAccount.CREDENTIALS,
                time,
                time::pause);
    }

    /** An operator's client. */
    LambdaClient operator(String region) {
        return new AwsClients(operator())
                .client(LambdaClient.builder(), Region.of(region), CallLimits.once(OPERATORS_PATIENCE));
    }

    /** A client of tables or queues that no fault touches. */
    <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C untouched(B builder, String region) {
        Surroundings above = new Surroundings(
                Map.of(), beyond.httpClient(Caller.outside("drill")), LabAccount.CREDENTIALS, time, time::pause);
        return new AwsClients(above).client(builder, Region.of(region), CallLimits.CONTROL);
    }

    /** The administrator's client of one service in one Region. */
    <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C client(B builder, String region) {
        return new AwsClients(administrator()).client(builder, Region.of(region), CallLimits.CONTROL);
    }
}
