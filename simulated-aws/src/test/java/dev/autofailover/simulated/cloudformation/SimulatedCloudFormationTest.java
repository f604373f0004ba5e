// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.simulated.cloudformation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.autofailover.simulated.Clients;
import dev.autofailover.simulated.SimulatedAws;
import dev.autofailover.simulated.VirtualTime;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.CloudFormationException;
import software.amazon.awssdk.services.cloudformation.model.Stack;
import software.amazon.awssdk.services.cloudformation.model.StackStatus;

class SimulatedCloudFormationTest {
    private final VirtualTime time = new VirtualTime(Instant.parse("2026-11-21T10:00:00Z"));
    private final SimulatedCloudFormation stacks = new SimulatedCloudFormation(time);
    private final SimulatedAws aws = new SimulatedAws(time).with(stacks);
    private final CloudFormationClient stockholm = Clients.of(CloudFormationClient.builder(), aws, "eu-north-1");

    @AfterEach
    void end() {
        time.close();
    }

    @Test
    void aStackIsDescribedWithItsOutputsInItsOwnRegion() {
        stacks.addStack("eu-north-1", "autofailover-control", Map.of("TableName", "records"));

        Stack found = stockholm
                .describeStacks(ask -> ask.stackName("autofailover-control"))
                .stacks()
                .getFirst();

        assertThat(found.stackStatus()).isEqualTo(StackStatus.CREATE_COMPLETE);
        assertThat(found.creationTime()).isEqualTo(time.instant());
        assertThat(found.outputs()).singleElement().satisfies(output -> {
            assertThat(output.outputKey()).isEqualTo("TableName");
            assertThat(output.outputValue()).isEqualTo("records");
        });
        assertThat(stockholm.describeStacks().stacks()).hasSize(1);
        assertThat(Clients.of(CloudFormationClient.builder(), aws, "eu-west-1")
                        .describeStacks()
                        .stacks())
                .isEmpty();
    }

    @Test
    void aStackThatIsNotThereIsAValidationError() {
        assertThatThrownBy(() -> stockholm.describeStacks(ask -> ask.stackName("other")))
                .isInstanceOfSatisfying(CloudFormationException.class, error -> {
                    assertThat(error.awsErrorDetails().errorCode()).isEqualTo("ValidationError");
                    assertThat(error).hasMessageContaining("Stack with id other does not exist");
                });
    }

    @Test
    void whatIsNotSimulatedIsRefusedLoudly() {
        assertThatThrownBy(() -> stockholm.listStacks())
                .isInstanceOf(CloudFormationException.class)
                .hasMessageContaining("ListStacks is not simulated");
    }
}
