// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.drill.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StackTest {
    private static final Path OURS = Path.of("..", "template.yaml");

    @TempDir
    Path folder;

    private static Stack.Target control() {
        return new Stack.Target("stack", "eu-north-1", "111122223333", Map.of("Role", "control"));
    }

    private static Stack.Target site(Map<String, String> parameters) {
        return new Stack.Target("stack", "eu-west-1", "111122223333", parameters);
    }

    @Test
    void theControlRoleHoldsTheTableAndTheOrchestrator() throws IOException {
        Stack stack = Stack.resolve(OURS, control());

        assertThat(stack.find("Table")).isPresent();
        assertThat(stack.find("FailoverOrchestrator").orElseThrow().properties().at("/Environment/Variables/TABLE"))
                .hasToString("\"stack-Table\"");
        assertThat(stack.outputs())
                .containsEntry("VotesTopicArn", "arn:aws:sns:eu-north-1:111122223333:stack-VotesTopic");
    }

    @Test
    void theSiteRoleVotesToTheControlRegionsTopicAndReadsItsTable() throws IOException {
        Stack stack = Stack.resolve(
                OURS,
                site(Map.of(
                        "Role", "site",
                        "ControlRegion", "eu-north-1",
                        "VotesTopicArn", "arn:aws:sns:eu-north-1:111122223333:votes",
                        "TableArn", "arn:aws:dynamodb:eu-north-1:111122223333:table/records")));

        var variables =
                stack.find("DatabaseHealthChecker").orElseThrow().properties().at("/Environment/Variables");
        assertThat(variables.path("VOTES_TOPIC").asText()).isEqualTo("arn:aws:sns:eu-north-1:111122223333:votes");
        assertThat(variables.path("TABLE").asText()).isEqualTo("records");
        assertThat(variables.path("CONTROL_REGION").asText()).isEqualTo("eu-north-1");
        assertThat(variables.path("DEAD_LETTERS").asText())
                .isEqualTo("https://sqs.eu-west-1.amazonaws.com/111122223333/stack-DeadLetters");
        assertThat(stack.find("FailoverOrchestrator")).isEmpty();
        assertThat(stack.outputs()).doesNotContainKey("TableArn");
    }

    @Test
    void aSiteWithoutItsControlIsRefusedInTheTemplatesOwnWords() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Stack.resolve(OURS, site(Map.of("Role", "site"))))
                .withMessage("Role site needs ControlRegion, the Region of the control stack");
    }

    @Test
    void anUnknownParameterIsNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Stack.resolve(OURS, site(Map.of("Role", "control", "Rolle", "x"))))
                .withMessageContaining("Rolle");
    }

    @Test
    void anIntrinsicThatIsNotKnownIsNamedAndNotPassedOver() throws IOException {
        Path file = Files.writeString(
                folder.resolve("t.yaml"),
                "Resources: { Q: { Type: 'AWS::SQS::Queue', Properties: { QueueName: !ImportValue other } } }");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Stack.resolve(file, new Stack.Target("s", "eu-west-1", "1", Map.of())))
                .withMessageContaining("Fn::ImportValue");
    }
}
