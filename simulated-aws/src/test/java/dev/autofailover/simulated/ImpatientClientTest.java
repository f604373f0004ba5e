// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.simulated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.autofailover.simulated.sqs.SimulatedSqs;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.services.sqs.SqsClient;

/** The SDK's own time-outs interrupt the calling thread; on real time they must end a call as they do on a network. */
@Timeout(60)
class ImpatientClientTest {
    private final RealTime time = new RealTime();
    private final SimulatedAws aws = new SimulatedAws(time);
    private final SimulatedSqs queues = new SimulatedSqs(aws);
    private final SqsClient administrator = Clients.of(SqsClient.builder(), aws.with(queues), "eu-west-1");
    private final SqsClient impatient = Clients.of(
            SqsClient.builder(),
            aws,
            Caller.outside("impatient"),
            "eu-west-1",
            config -> config.apiCallAttemptTimeout(Duration.ofMillis(100)));

    @AfterEach
    void close() {
        time.close();
    }

    @Test
    void aCallIsGivenUpAfterTheClientsOwnTimeOut() {
        aws.faults().begin(Scope.service("sqs").by("impatient"), new Effect.Slow(Duration.ofSeconds(1)));
        assertThatThrownBy(impatient::listQueues).isInstanceOf(ApiCallAttemptTimeoutException.class);
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @Test
    void aHeldCallThatWasGivenUpStillArrives() {
        administrator.createQueue(create -> create.queueName("q"));
        Fault frozen = aws.faults().begin(Scope.service("sqs").by("impatient"), new Effect.Holds());
        assertThatThrownBy(
                        () -> impatient.sendMessage(send -> send.queueUrl("q").messageBody("late")))
                .isInstanceOf(ApiCallAttemptTimeoutException.class);
        assertThat(queues.bodies("arn:aws:sqs:eu-west-1:111122223333:q")).isEmpty();
        SimulatedTime.Gate arrived = time.gate();
        aws.recording().subscribe(call -> arrived.open());
        frozen.lift();
        arrived.await();
        assertThat(queues.bodies("arn:aws:sqs:eu-west-1:111122223333:q")).containsExactly("late");
    }
}
