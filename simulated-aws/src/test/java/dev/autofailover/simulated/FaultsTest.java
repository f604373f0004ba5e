// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.simulated;

import static dev.autofailover.simulated.World.FRANKFURT;
import static dev.autofailover.simulated.World.IRELAND;
import static dev.autofailover.simulated.World.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;

class FaultsTest {
    private final World world = new World();
    private final Faults faults = world.aws.faults();
    private final String queue = world.queue("q", IRELAND);
    private final SqsClient sqs = client("orchestrator", IRELAND);

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void aRegionThatHangsCostsTheConnectTimeOut() {
        faults.begin(Scope.region(IRELAND), new Effect.Hangs());
        assertThatThrownBy(this::send)
                .isInstanceOf(SdkClientException.class)
                .hasRootCauseInstanceOf(SocketTimeoutException.class);
        assertThat(world.time.instant()).isEqualTo(START.plusSeconds(1));
        client("orchestrator", FRANKFURT).listQueues();
    }

    @Test
    void aConnectionCanBeRefusedAndAHostUnknown() {
        Fault refused = faults.begin(Scope.service("sqs").inRegion(IRELAND), new Effect.Refuses());
        assertThatThrownBy(this::send).hasRootCauseInstanceOf(ConnectException.class);
        refused.lift();
        faults.begin(Scope.service("sqs"), new Effect.UnknownHost());
        assertThatThrownBy(this::send).hasRootCauseInstanceOf(UnknownHostException.class);
        assertThat(world.time.instant()).isEqualTo(START);
    }

    @Test
    void aServiceCanFailInItsOwnProtocolForTheFirstCallsOnly() {
        Fault failing = faults.begin(Scope.service("sqs").operation("SendMessage"), new Effect.Fails(503), 2);
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(this::send)
                    .isInstanceOfSatisfying(
                            AwsServiceException.class,
                            answer -> assertThat(answer.statusCode()).isEqualTo(503));
        }
        send();
        assertThat(failing.struck()).isEqualTo(2);
        assertThat(world.sqs.bodies(queue)).hasSize(1);
    }

    @Test
    void aThrottledServiceSaysSoInItsOwnWords() {
        faults.begin(Scope.everything(), new Effect.Throttles());
        assertThatThrownBy(this::send)
                .isInstanceOfSatisfying(
                        AwsServiceException.class,
                        answer -> assertThat(answer.isThrottlingException()).isTrue());
        assertThatThrownBy(() ->
                        Clients.of(SnsClient.builder(), world.aws, IRELAND).listTopics())
                .isInstanceOfSatisfying(
                        AwsServiceException.class,
                        answer -> assertThat(answer.isThrottlingException()).isTrue());
    }

    @Test
    void aSlowServiceAnswersLateOrTooLate() {
        Fault slow = faults.begin(Scope.service("sqs"), new Effect.Slow(Duration.ofMillis(1500)));
        send();
        assertThat(world.time.instant()).isEqualTo(START.plusMillis(1500));
        slow.lift();
        faults.begin(Scope.service("sqs"), new Effect.Slow(Duration.ofSeconds(30)));
        assertThatThrownBy(this::send).hasRootCauseInstanceOf(SocketTimeoutException.class);
        assertThat(world.time.instant()).isEqualTo(START.plusMillis(3500));
    }

    @Test
    void aLostReplyComesAfterTheEffect() {
        faults.begin(Scope.service("sqs").operation("SendMessage"), new Effect.LosesReply(), 1);
        assertThatThrownBy(this::send).hasRootCauseInstanceOf(SocketTimeoutException.class);
        assertThat(world.sqs.bodies(queue)).hasSize(1);
    }

    @Test
    void aHeldCallHasItsEffectWhenItIsReleased() {
        Fault frozen =
                faults.begin(Scope.service("sqs").operation("SendMessage").by("orchestrator"), new Effect.Holds());
        world.time.start(() -> {
            send();
            world.log("sent");
        });
        world.advance(60);
        assertThat(frozen.struck()).isEqualTo(1);
        assertThat(world.sqs.bodies(queue)).isEmpty();
        client("another", IRELAND).sendMessage(send -> send.queueUrl("q").messageBody("other"));
        frozen.lift();
        world.advance(1);
        assertThat(world.log).containsExactly("60 sent");
        assertThat(world.sqs.bodies(queue)).containsExactly("other", "m");
    }

    @Test
    void aHeldCallArrivesEvenWhenItsSenderIsDeadButNotWhenItsSignatureIs() {
        Fault frozen = faults.begin(Scope.service("sqs").by("orchestrator"), new Effect.Holds());
        SimulatedTime.Running worker = world.time.start(this::send);
        world.advance(60);
        worker.stop();
        world.advance(60);
        frozen.lift();
        world.advance(1);
        assertThat(world.sqs.bodies(queue)).containsExactly("m");

        Fault longer = faults.begin(Scope.service("sqs").by("orchestrator"), new Effect.Holds());
        world.time.start(this::send);
        world.advance(301);
        longer.lift();
        world.advance(1);
        assertThat(world.sqs.bodies(queue)).containsExactly("m");
        assertThat(world.aws.recording().calls().getLast().outcome())
                .isEqualTo(new RecordedCall.Outcome.Answered(403, java.util.Optional.of("SignatureDoesNotMatch")));
    }

    @Test
    void whoRunsInARegionThatIsGoneReachesNothing() {
        SqsClient inFrankfurt =
                Clients.of(SqsClient.builder(), world.aws, Caller.function("checker", FRANKFURT), IRELAND);
        faults.begin(Scope.region(FRANKFURT), new Effect.Refuses());
        assertThatThrownBy(inFrankfurt::listQueues).hasRootCauseInstanceOf(SocketTimeoutException.class);
        sqs.listQueues();
        faults.liftAll();
        inFrankfurt.listQueues();
    }

    @Test
    void aHostThatIsNoServiceIsUnknown() {
        var rds = Clients.of(software.amazon.awssdk.services.rds.RdsClient.builder(), world.aws, IRELAND);
        assertThatThrownBy(rds::describeDBInstances).hasRootCauseInstanceOf(UnknownHostException.class);
    }

    private SqsClient client(String caller, String region) {
        return Clients.of(SqsClient.builder(), world.aws, Caller.function(caller, "eu-north-1"), region);
    }

    private void send() {
        sqs.sendMessage(send -> send.queueUrl("q").messageBody("m"));
    }
}
