// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sns.SnsClient;

/** Real time and real sockets, on loopback: that a frozen Region can't stretch a call is true of the HTTP client or of nothing. */
class AwsClientsTest {
    private final ConcurrentLinkedQueue<Socket> accepted = new ConcurrentLinkedQueue<>();
    private ServerSocket frozen;

    @BeforeEach
    void acceptAndSayNothing() throws IOException {
        frozen = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(() -> {
            while (!frozen.isClosed()) {
                try {
                    accepted.add(frozen.accept());
                } catch (IOException closed) {
                    return;
                }
            }
        });
    }

    @AfterEach
    void close() throws IOException {
        frozen.close();
        for (Socket each : accepted) {
            each.close();
        }
    }

    private SnsClient client(CallLimits limits) {
        Surroundings real = LambdaSurroundings.real();
        Surroundings withoutRole = new Surroundings(
                Map.of(),
                real.http(),
                StaticCredentialsProvider.create(AwsBasicCredentials.create("key", "secret")),
                real.clock(),
                real.waiting());
        URI endpoint = URI.create("http://127.0.0.1:" + frozen.getLocalPort());
        return new AwsClients(withoutRole)
                .client(SnsClient.builder().endpointOverride(endpoint), Region.EU_WEST_1, limits);
    }

    @Test
    void aCallToAFrozenRegionGivesUpInThreeSeconds() {
        try (SnsClient sns = client(CallLimits.SITE)) {
            Instant before = Instant.now();

            assertThatThrownBy(() -> sns.publish(each -> each.topicArn("t").message("m")))
                    .isInstanceOf(SdkException.class);

            assertThat(Duration.between(before, Instant.now())).isLessThan(Duration.ofMillis(3_500));
            assertThat(accepted).hasSize(2);
        }
    }

    @Test
    void aProbeTriesOnceAndEndsAtItsLimit() {
        try (SnsClient sns = client(CallLimits.probe(Duration.ofMillis(300)))) {
            Instant before = Instant.now();

            assertThatThrownBy(() -> sns.publish(each -> each.topicArn("t").message("m")))
                    .isInstanceOf(SdkException.class);

            assertThat(Duration.between(before, Instant.now()))
                    .isBetween(Duration.ofMillis(290), Duration.ofMillis(1_500));
            assertThat(accepted).hasSize(1);
        }
    }
}
