// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.simulated.account;

import dev.autofailover.simulated.AwsTiming;
import dev.autofailover.simulated.SimulatedAws;
import dev.autofailover.simulated.SimulatedTime;
import dev.autofailover.simulated.cloudwatch.CloudWatchTiming;
import dev.autofailover.simulated.cloudwatch.SimulatedCloudWatch;
import dev.autofailover.simulated.dynamodb.SimulatedDynamoDb;
import dev.autofailover.simulated.events.SimulatedEventBridge;
import dev.autofailover.simulated.events.SimulatedScheduler;
import dev.autofailover.simulated.lambda.SimulatedLambda;
import dev.autofailover.simulated.rds.RdsTiming;
import dev.autofailover.simulated.rds.SimulatedRds;
import dev.autofailover.simulated.route53.Route53Timing;
import dev.autofailover.simulated.route53.SimulatedRoute53;
import dev.autofailover.simulated.secrets.SimulatedSecrets;
import dev.autofailover.simulated.sns.SimulatedSns;
import dev.autofailover.simulated.sqs.SimulatedSqs;

/**
 * An account with every service that the functions call.
 *
 * @param aws the account as the functions see it, with its faults
 * @param beyond its tables and queues as no fault touches them: for who looks from outside at what is in a Region that is lost
 */
public record SimulatedAccount(
        SimulatedAws aws,
        SimulatedAws beyond,
        SimulatedLambda lambda,
        SimulatedRds rds,
        SimulatedRoute53 route53,
        SimulatedCloudWatch cloudWatch,
        SimulatedSecrets secrets) {
    /** An account whose services take next to no time. */
    public static SimulatedAccount quick(SimulatedTime time) {
        return of(time, AwsTiming.quick(), RdsTiming.quick(), Route53Timing.quick(), CloudWatchTiming.quick());
    }

    /** An account whose services take the times that AWS documents. */
    public static SimulatedAccount asDocumented(SimulatedTime time) {
        return of(
                time,
                AwsTiming.documented(),
                RdsTiming.documented(),
                Route53Timing.documented(),
                CloudWatchTiming.documented());
    }

    private static SimulatedAccount of(
            SimulatedTime time, AwsTiming timing, RdsTiming ofRds, Route53Timing ofRoute53, CloudWatchTiming ofAlarms) {
        SimulatedAws aws = new SimulatedAws(time);
        SimulatedLambda lambda = new SimulatedLambda(aws, timing);
        SimulatedSns sns = new SimulatedSns(aws, timing);
        SimulatedEventBridge bus = new SimulatedEventBridge(aws, timing);
        SimulatedRds rds = new SimulatedRds(time, ofRds, sns, bus);
        SimulatedRoute53 route53 = new SimulatedRoute53(time, ofRoute53);
        SimulatedCloudWatch cloudWatch = new SimulatedCloudWatch(time, ofAlarms, sns, bus, lambda);
        SimulatedSecrets secrets = new SimulatedSecrets(time);
        SimulatedDynamoDb dynamoDb = new SimulatedDynamoDb(time);
        SimulatedSqs sqs = new SimulatedSqs(aws);
        aws.with(dynamoDb)
                .with(sqs)
                .with(new SimulatedScheduler(aws))
                .with(sns)
                .with(bus)
                .with(lambda)
                .with(rds)
                .with(route53)
                .with(cloudWatch)
                .with(secrets);
        SimulatedAws beyond = new SimulatedAws(time).with(dynamoDb).with(sqs);
        return new SimulatedAccount(aws, beyond, lambda, rds, route53, cloudWatch, secrets);
    }
}
