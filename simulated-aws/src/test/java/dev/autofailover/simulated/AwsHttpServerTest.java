// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.simulated;

import static dev.autofailover.simulated.World.IRELAND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;

class AwsHttpServerTest {
    private final World world = new World();
    private final AwsHttpServer server;

    AwsHttpServerTest() throws IOException {
        server = world.aws.serve();
    }

    @BeforeEach
    void isOnLoopback() {
        assertThat(server.uri().getHost()).isEqualTo("127.0.0.1");
    }

    @AfterEach
    void close() {
        server.close();
        world.close();
    }

    @Test
    void anotherProcessReachesTheServiceAndRegionThatItSignedFor() {
        SqsClient sqs = Clients.over(SqsClient.builder(), server.uri(), IRELAND);
        String url = sqs.createQueue(create -> create.queueName("q")).queueUrl();
        sqs.sendMessage(send -> send.queueUrl(url).messageBody("hello"));
        assertThat(sqs.receiveMessage(receive -> receive.queueUrl(url)).messages())
                .hasSize(1);
        assertThat(Clients.over(SqsClient.builder(), server.uri(), "eu-central-1")
                        .listQueues()
                        .queueUrls())
                .isEmpty();
        SnsClient sns = Clients.over(SnsClient.builder(), server.uri(), IRELAND);
        assertThat(sns.createTopic(create -> create.name("votes")).topicArn())
                .isEqualTo("arn:aws:sns:eu-west-1:111122223333:votes");
        assertThat(world.aws.recording().calls())
                .allSatisfy(call -> assertThat(call.caller()).isEqualTo(new Caller("AKIDTEST", Optional.empty())))
                .extracting(RecordedCall::host)
                .contains(
                        "sqs.eu-west-1.amazonaws.com", "sqs.eu-central-1.amazonaws.com", "sns.eu-west-1.amazonaws.com");
    }

    @Test
    void aFaultCutsTheConnection() {
        world.aws.faults().begin(Scope.region(IRELAND), new Effect.Refuses());
        SqsClient sqs = Clients.over(SqsClient.builder(), server.uri(), IRELAND);
        assertThatThrownBy(sqs::listQueues).isInstanceOf(SdkClientException.class);
    }

    @Test
    void aRequestWithoutCredentialsIsRefused() throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<String> answer =
                    http.send(HttpRequest.newBuilder(server.uri()).GET().build(), HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(403);
            assertThat(answer.body()).contains("Missing Authentication Token");
        }
    }
}
