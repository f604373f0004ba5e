// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.tests.witness;

import dev.autofailover.simulated.AwsTiming;
import dev.autofailover.simulated.RealTime;
import dev.autofailover.simulated.SimulatedAws;
import dev.autofailover.simulated.dynamodb.SimulatedDynamoDb;
import dev.autofailover.simulated.events.SimulatedEventBridge;
import dev.autofailover.simulated.route53.Route53Timing;
import dev.autofailover.simulated.route53.SimulatedRoute53;
import dev.autofailover.simulated.sns.SimulatedSns;
import dev.autofailover.simulated.sqs.SimulatedSqs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;

/** Our simulator as a server on loopback, one for all tests of this JVM: reached just as the emulators are. */
final class SimulatorServer {
    private static final URI URL = start();

    private SimulatorServer() {}

    static URI url() {
        return URL;
    }

    private static URI start() {
        RealTime time = new RealTime();
        SimulatedAws aws = new SimulatedAws(time);
        AwsTiming timing = AwsTiming.none();
        aws.with(new SimulatedDynamoDb(time))
                .with(new SimulatedRoute53(time, Route53Timing.quick()))
                .with(new SimulatedSns(aws, timing))
                .with(new SimulatedSqs(aws))
                .with(new SimulatedEventBridge(aws, timing));
        try {
            return aws.serve().uri();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
