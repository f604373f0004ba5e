// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.simulated;

import static dev.autofailover.simulated.World.IRELAND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.SqsClient;

class RecordingTest {
    private final World world = new World();
    private final SqsClient sqs =
            Clients.of(SqsClient.builder(), world.aws, Caller.function("checker", "eu-north-1"), IRELAND);

    @Test
    void everyCallIsRecordedWithWhoCalledWhatAndHowItEnded() {
        List<RecordedCall> told = new ArrayList<>();
        world.aws.recording().subscribe(told::add);
        sqs.createQueue(create -> create.queueName("q"));
        assertThatThrownBy(() -> sqs.getQueueUrl(get -> get.queueName("nowhere")))
                .isNotNull();
        world.aws.faults().begin(Scope.region(IRELAND), new Effect.Hangs());
        assertThatThrownBy(sqs::listQueues).isNotNull();

        assertThat(told).isEqualTo(world.aws.recording().calls());
        assertThat(told)
                .extracting(RecordedCall::operation)
                .containsExactly("CreateQueue", "GetQueueUrl", "ListQueues");
        assertThat(told).allSatisfy(call -> {
            assertThat(call.caller()).isEqualTo(Caller.function("checker", "eu-north-1"));
            assertThat(call.service()).isEqualTo("sqs");
            assertThat(call.region()).isEqualTo(IRELAND);
            assertThat(call.host()).isEqualTo("sqs.eu-west-1.amazonaws.com");
            assertThat(call.at()).isEqualTo(World.START);
        });
        assertThat(told)
                .extracting(RecordedCall::outcome)
                .containsExactly(
                        new RecordedCall.Outcome.Answered(200, Optional.empty()),
                        new RecordedCall.Outcome.Answered(400, Optional.of("QueueDoesNotExist")),
                        new RecordedCall.Outcome.Unanswered("SocketTimeoutException: connect timed out"));
        assertThat(told.getLast().took()).isEqualTo(Duration.ofSeconds(1));
        world.aws.recording().clear();
        assertThat(world.aws.recording().calls()).isEmpty();
    }
}
