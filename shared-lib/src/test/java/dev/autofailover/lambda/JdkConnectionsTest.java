// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.lambda;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.HttpURLConnection;
import java.net.MalformedURLException;
import java.net.URI;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sns.SnsClient;

class JdkConnectionsTest {
    @Test
    void aConnectionThatIsEndedInTheMiddleIsACallThatFailed() {
        try (SnsClient sns = SnsClient.builder()
                .region(Region.EU_WEST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("key", "secret")))
                .httpClient(new JdkConnections(UrlConnectionHttpClient.create(JdkConnectionsTest::ended)))
                .overrideConfiguration(each -> each.retryStrategy(retry -> retry.maxAttempts(1)))
                .build()) {
            assertThatThrownBy(() -> sns.publish(each -> each.topicArn("t").message("m")))
                    .isInstanceOf(SdkClientException.class)
                    .hasRootCauseInstanceOf(NullPointerException.class);
        }
    }

    private static HttpURLConnection ended(URI uri) {
        try {
            return new HttpURLConnection(uri.toURL()) {
                @Override
                public void connect() {
                    throw new NullPointerException("this.http is null");
                }

                @Override
                public void disconnect() {}

                @Override
                public boolean usingProxy() {
                    return false;
                }
            };
        } catch (MalformedURLException impossible) {
            throw new IllegalArgumentException(impossible);
        }
    }
}
