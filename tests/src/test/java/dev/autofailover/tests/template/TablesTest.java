// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.tests.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import dev.autofailover.drill.template.Stack;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where the records lie, and which tables canaries may touch. */
class TablesTest {
    @Test
    void theTableLiesInThreeRegionsWhereThatIsAskedForAndAllElseStaysTheSame() {
        Map<String, String> asked =
                Map.of("Role", "control", "TableReplicaRegion", "eu-west-2", "TableThirdRegion", "eu-west-1");
        Stack stack = OurTemplate.resolve("control", "eu-west-3", asked);
        Stack plain = OurTemplate.resolve("control", "eu-west-3", Map.of("Role", "control"));

        assertThat(stack.find("Table")).isEmpty();
        JsonNode table = stack.find("TableInThreeRegions").orElseThrow().properties();
        assertThat(table.path("MultiRegionConsistency").asText()).isEqualTo("STRONG");
        assertThat(table.path("Replicas").findValuesAsText("Region")).containsExactly("eu-west-3", "eu-west-2");
        assertThat(table.path("GlobalTableWitnesses").findValuesAsText("Region"))
                .containsExactly("eu-west-1");
        assertThat(table.has("TimeToLiveSpecification")).isFalse();
        assertThat(table.path("Replicas")).allSatisfy(replica -> {
            assertThat(replica.path("DeletionProtectionEnabled").asBoolean()).isTrue();
            assertThat(replica.at("/PointInTimeRecoverySpecification/PointInTimeRecoveryEnabled")
                            .asBoolean())
                    .isTrue();
        });
        assertThat(stack.outputs()).containsOnlyKeys(plain.outputs().keySet());
        assertThat(stack.outputs().get("TableArn")).endsWith("table/control-TableInThreeRegions");
        assertThat(stack.policies(stack.find("FailoverOrchestrator").orElseThrow())
                        .toString())
                .contains(stack.outputs().get("TableArn"));
        assertThat(plain.find("TableInThreeRegions")).isEmpty();
    }

    @Test
    void theThirdRegionOfATableMayHoldAllOfItToo() {
        JsonNode table = OurTemplate.resolve(
                        "control",
                        "us-east-1",
                        Map.of(
                                "Role", "control",
                                "TableReplicaRegion", "us-east-2",
                                "TableThirdRegion", "us-west-2",
                                "TableThird", "replica"))
                .find("TableInThreeRegions")
                .orElseThrow()
                .properties();

        assertThat(table.path("Replicas")).hasSize(3);
        assertThat(table.has("GlobalTableWitnesses")).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "eu-north-1   | eu-west-1 | eu-west-2 | lies in",
                "eu-west-1    | eu-west-2 | us-east-1 | lies in",
                "eu-west-1    | eu-west-1 | eu-west-2 | two Regions other than this one",
                "eu-west-1    | eu-west-2 | eu-west-2 | two Regions other than this one",
            })
    void threeRegionsThatDynamoDbDoesNotTakeTogetherAreRefused(
            String region, String second, String third, String sentence) {
        Map<String, String> parameters =
                Map.of("Role", "control", "TableReplicaRegion", second, "TableThirdRegion", third);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> OurTemplate.resolve("x", region, parameters))
                .withMessageContaining(sentence);
    }

    @Test
    void aControlStackInAnotherRegionOfThatTableTakesItsReplicaAndMakesNone() {
        String replica = "arn:aws:dynamodb:eu-west-2:111122223333:table/records";
        Stack stack = OurTemplate.resolve("next", "eu-west-2", Map.of("Role", "control", "TableArn", replica));

        assertThat(stack.resources()).noneMatch(resource -> resource.type().startsWith("AWS::DynamoDB::"));
        assertThat(stack.outputs()).containsEntry("TableArn", replica).containsEntry("TableName", "records");
        assertThat(stack.find("FailoverOrchestrator")
                        .orElseThrow()
                        .properties()
                        .at("/Environment/Variables/TABLE")
                        .asText())
                .isEqualTo("records");
    }

    @Test
    void withoutTablesTheDynamoDbCheckerRestsAndMayTouchNone() {
        Stack without = OurTemplate.resolve("control", OurTemplate.CONTROL_REGION, Map.of("Role", "control"));
        Stack with = OurTemplate.control();

        assertThat(canary(without).at("/Events/EveryMinute/Properties/State").asText())
                .isEqualTo("DISABLED");
        assertThat(without.policies(without.find("DynamoDbHealthChecker").orElseThrow())
                        .toString())
                .doesNotContain("dynamodb:DescribeTable");
        assertThat(canary(with).at("/Events/EveryMinute/Properties/State").asText())
                .isEqualTo("ENABLED");
        assertThat(with.policies(with.find("DynamoDbHealthChecker").orElseThrow())
                        .toString())
                .contains(OurTemplate.CANARY_TABLE)
                .contains("\"Effect\":\"Deny\",\"Action\":\"dynamodb:UpdateItem\","
                        + "\"Resource\":\"arn:aws:dynamodb:*:111122223333:table/control-Table\"");
    }

    private static JsonNode canary(Stack stack) {
        return stack.find("DynamoDbHealthChecker").orElseThrow().properties();
    }
}
