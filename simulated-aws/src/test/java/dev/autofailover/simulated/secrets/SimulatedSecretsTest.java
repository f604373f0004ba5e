// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.simulated.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.autofailover.simulated.Clients;
import dev.autofailover.simulated.SimulatedAws;
import dev.autofailover.simulated.VirtualTime;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueResponse;
import software.amazon.awssdk.services.secretsmanager.model.InvalidParameterException;
import software.amazon.awssdk.services.secretsmanager.model.InvalidRequestException;
import software.amazon.awssdk.services.secretsmanager.model.ReplicaRegionType;
import software.amazon.awssdk.services.secretsmanager.model.ResourceExistsException;
import software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException;
import software.amazon.awssdk.services.secretsmanager.model.SecretsManagerException;

class SimulatedSecretsTest {
    private final VirtualTime time = new VirtualTime(Instant.parse("2026-11-21T10:00:00Z"));
    private final SimulatedSecrets secrets = new SimulatedSecrets(time);
    private final SimulatedAws aws = new SimulatedAws(time).with(secrets);
    private final SecretsManagerClient ireland = Clients.of(SecretsManagerClient.builder(), aws, "eu-west-1");
    private final SecretsManagerClient frankfurt = Clients.of(SecretsManagerClient.builder(), aws, "eu-central-1");

    @AfterEach
    void end() {
        time.close();
    }

    @Test
    void aReplicaHasTheSameArnButForItsRegion() {
        String arn = secrets.addSecret("eu-west-1", "orders/checker", "{\"password\":\"x\"}", "eu-central-1");
        String replicaArn = arn.replace("eu-west-1", "eu-central-1");

        GetSecretValueResponse value = frankfurt.getSecretValue(request -> request.secretId(replicaArn));

        assertThat(value.arn()).isEqualTo(replicaArn);
        assertThat(value.secretString()).isEqualTo("{\"password\":\"x\"}");
        assertThat(value.createdDate()).isEqualTo(time.instant());
        assertThat(ireland.getSecretValue(request -> request.secretId("orders/checker"))
                        .arn())
                .isEqualTo(arn);
        assertThatThrownBy(() -> frankfurt.getSecretValue(request -> request.secretId(arn)))
                .isInstanceOf(ResourceNotFoundException.class)
                .hasMessageContaining("Secrets Manager can't find the specified secret.");
        assertThat(ireland.describeSecret(request -> request.secretId(arn)).replicationStatus())
                .singleElement()
                .satisfies(status -> assertThat(status.region()).isEqualTo("eu-central-1"));
        assertThat(frankfurt
                        .describeSecret(request -> request.secretId(replicaArn))
                        .primaryRegion())
                .isEqualTo("eu-west-1");
    }

    @Test
    void aNewValueIsCurrentAndTheOldOnePrevious() {
        String first = ireland.createSecret(request -> request.name("s").secretString("one"))
                .versionId();
        ireland.putSecretValue(request -> request.secretId("s").secretBinary(SdkBytes.fromUtf8String("two")));

        assertThat(ireland.getSecretValue(request -> request.secretId("s"))
                        .secretBinary()
                        .asUtf8String())
                .isEqualTo("two");
        GetSecretValueResponse previous =
                ireland.getSecretValue(request -> request.secretId("s").versionStage("AWSPREVIOUS"));
        assertThat(previous.secretString()).isEqualTo("one");
        assertThat(previous.versionId()).isEqualTo(first);
        assertThatThrownBy(
                        () -> ireland.createSecret(request -> request.name("s").secretString("three")))
                .isInstanceOf(ResourceExistsException.class);
    }

    @Test
    void aReplicaIsReadOnly() {
        ireland.createSecret(request -> request.name("s")
                .secretString("one")
                .addReplicaRegions(
                        ReplicaRegionType.builder().region("eu-central-1").build()));

        assertThatThrownBy(() -> frankfurt.putSecretValue(
                        request -> request.secretId("s").secretString("two")))
                .isInstanceOf(InvalidRequestException.class);
        assertThat(frankfurt.getSecretValue(request -> request.secretId("s")).secretString())
                .isEqualTo("one");
    }

    @Test
    void whatIsNotSimulatedIsRefusedLoudly() {
        assertThatThrownBy(() -> ireland.createSecret(
                        request -> request.name("s").secretString("x").kmsKeyId("k")))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("KmsKeyId");
        assertThatThrownBy(() -> ireland.listSecrets())
                .isInstanceOfSatisfying(
                        SecretsManagerException.class,
                        error ->
                                assertThat(error.awsErrorDetails().errorCode()).isEqualTo("UnknownOperationException"));
    }
}
