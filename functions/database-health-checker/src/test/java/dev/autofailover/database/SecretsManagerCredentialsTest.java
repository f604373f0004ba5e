// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.autofailover.database.CredentialSource.Unavailable;
import dev.autofailover.simulated.Caller;
import dev.autofailover.simulated.SimulatedAws;
import dev.autofailover.simulated.VirtualTime;
import dev.autofailover.simulated.secrets.SimulatedSecrets;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

class SecretsManagerCredentialsTest {
    private static final String JSON = "{\"username\":\"checker\",\"password\":\"%s\"}";
    private static final Credentials OLD = new Credentials("checker", "old");

    private final VirtualTime time = new VirtualTime(Instant.parse("2026-11-21T10:00:00Z"));
    private final SimulatedSecrets secrets = new SimulatedSecrets(time);
    private final SimulatedAws aws = new SimulatedAws(time).with(secrets);
    private final SecretsManagerClient client = client("eu-central-1");
    private final SecretsManagerCredentials credentials = new SecretsManagerCredentials(client, "eu-central-1", time);

    @AfterEach
    void end() {
        time.close();
    }

    @Test
    void theReplicaOfTheOwnRegionIsReadOnceAndRemembered() throws Exception {
        String secret = secrets.addSecret("eu-west-1", "checker", JSON.formatted("old"), "eu-central-1");

        assertThat(credentials.of(secret)).isEqualTo(OLD);
        assertThat(credentials.of(secret)).isEqualTo(OLD);

        assertThat(aws.recording().calls())
                .singleElement()
                .satisfies(call -> assertThat(call.host()).isEqualTo("secretsmanager.eu-central-1.amazonaws.com"));
    }

    @Test
    void refusedCredentialsAreReadAnewButNotAtEveryRefusal() throws Exception {
        String secret = secrets.addSecret("eu-west-1", "checker", JSON.formatted("old"), "eu-central-1");
        credentials.of(secret);
        client("eu-west-1").putSecretValue(put -> put.secretId(secret).secretString(JSON.formatted("new")));

        assertThat(credentials.insteadOf(OLD, secret)).as("read a moment ago").isEqualTo(OLD);
        time.advance(Duration.ofSeconds(16));
        assertThat(credentials.insteadOf(OLD, secret)).isEqualTo(new Credentials("checker", "new"));
        assertThat(credentials.of(secret)).isEqualTo(new Credentials("checker", "new"));
    }

    @Test
    void aSecretThatIsNotReplicatedIsReportedWithTheActionAndTheRemedy() {
        String secret = secrets.addSecret("eu-west-1", "checker", JSON.formatted("old"));

        assertThatThrownBy(() -> credentials.of(secret))
                .isInstanceOf(Unavailable.class)
                .hasMessageContaining("secretsmanager:GetSecretValue, ResourceNotFoundException")
                .hasMessageContaining("replicate it to eu-central-1");
    }

    @Test
    void aSecretOfAnotherShapeIsReportedWithoutItsContent() {
        String secret =
                secrets.addSecret("eu-west-1", "checker", "{\"user\":\"x\",\"pass\":\"hunter2\"}", "eu-central-1");
        String text = secrets.addSecret("eu-west-1", "text", "hunter2", "eu-central-1");

        for (String each : new String[] {secret, text}) {
            assertThatThrownBy(() -> credentials.of(each))
                    .isInstanceOf(Unavailable.class)
                    .hasMessageContaining("must be JSON with the texts username and password")
                    .hasMessageNotContaining("hunter2")
                    .hasNoCause();
        }
    }

    @Test
    void whatIsNoArnIsReportedAsThat() {
        assertThatThrownBy(() -> credentials.of("orders-checker"))
                .isInstanceOf(Unavailable.class)
                .hasMessage("the plan's secret is no ARN: orders-checker");
    }

    private SecretsManagerClient client(String region) {
        return SecretsManagerClient.builder()
                .region(Region.of(region))
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
                .httpClient(aws.httpClient(Caller.outside("test")))
                .build();
    }
}
