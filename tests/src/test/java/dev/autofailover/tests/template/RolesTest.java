// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.tests.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import dev.autofailover.drill.template.Stack;
import dev.autofailover.drill.template.Stack.Resource;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class RolesTest {
    /** What stands in samconfig.toml for an output of the control stack; no parameter's pattern allows it. */
    private static final String TO_REPLACE = "REPLACE-WITH-OUTPUT";

    private static final Pattern ENVIRONMENT = Pattern.compile(
            "\\[([a-z-]+)\\.global\\.parameters]\\s+stack_name = \"([^\"]+)\"\\s+region = \"([^\"]+)\"\\s+"
                    + "\\[\\1\\.deploy\\.parameters][^\\[]*?parameter_overrides = \"([^\"]+)\"");

    @Test
    void theControlRoleHasAllFiveFunctionsAndASiteAllButTheOrchestrator() {
        assertThat(functionsOf(OurTemplate.control()))
                .containsExactlyInAnyOrder(
                        "RdsEventSubscriber",
                        "CloudWatchAlarmResponder",
                        "DynamoDbHealthChecker",
                        "DatabaseHealthChecker",
                        "FailoverOrchestrator");
        assertThat(functionsOf(OurTemplate.site()))
                .containsExactlyInAnyOrder(
                        "RdsEventSubscriber",
                        "CloudWatchAlarmResponder",
                        "DynamoDbHealthChecker",
                        "DatabaseHealthChecker");
    }

    @Test
    void nothingIsGivenAFixedNameSoThatTwoStacksInOneRegionDoNotCollide() {
        List<String> named = OurTemplate.control().resources().stream()
                // A permission's FunctionName refers to a function.
                .filter(resource -> !resource.type().equals("AWS::Lambda::Permission"))
                .filter(
                        resource -> resource.properties().properties().stream()
                                .anyMatch(
                                        property -> property.getKey()
                                                .matches(
                                                        "(Topic|Queue|Table|Function|Alarm|LogGroup|Role|Subscription|Bus|Dashboard|ManagedPolicy|Group)?Name")))
                .map(Resource::logicalId)
                .toList();

        assertThat(named).isEmpty();
        assertThat(OurTemplate.functions())
                .allSatisfy(function -> assertThat(function.at("/Events")
                                .valueStream()
                                .filter(event -> event.path("Type").asText().equals("ScheduleV2"))
                                .toList())
                        .as("SAM names a schedule after its function, unless told otherwise")
                        .allMatch(event -> event.at("/Properties/OmitName").asBoolean()));
    }

    @Test
    void theRecordsOutliveTheStack() throws IOException {
        String table = Files.readString(OurTemplate.ROOT.resolve("template.yaml"))
                .split("\n  Table:\n", 2)[1]
                .split("\n  [A-Z]", 2)[0];

        assertThat(table).contains("DeletionPolicy: Retain", "UpdateReplacePolicy: Retain");
        JsonNode properties = OurTemplate.control().find("Table").orElseThrow().properties();
        assertThat(properties.path("DeletionProtectionEnabled").asBoolean()).isTrue();
        assertThat(properties
                        .at("/PointInTimeRecoverySpecification/PointInTimeRecoveryEnabled")
                        .asBoolean())
                .isTrue();
        assertThat(properties.at("/TimeToLiveSpecification/AttributeName").asText())
                .isEqualTo("expiresAt");
    }

    @Test
    void contradictingParametersAreRefusedWithASentence() {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        OurTemplate.resolve("x", "eu-west-1", Map.of("Role", "site", "ControlRegion", "eu-north-1")))
                .withMessageContaining("VotesTopicArn");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        OurTemplate.resolve("x", "eu-west-1", Map.of("Role", "control", "ControlRegion", "eu-north-1")))
                .withMessageContaining("leave ControlRegion");
    }

    @Test
    void everyEnvironmentOfSamconfigDeploysOnceTheSitesHaveTheControlStacksOutputs() throws IOException {
        String samconfig = Files.readString(OurTemplate.ROOT.resolve("samconfig.toml"));
        Map<String, Stack> stacks = ENVIRONMENT
                .matcher(samconfig)
                .results()
                .collect(Collectors.toMap(found -> found.group(1), RolesTest::deployed));

        assertThat(stacks).containsOnlyKeys("control", "site-ireland", "site-frankfurt");
        assertThat(stacks.values())
                .extracting(Stack::region)
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrder("eu-north-1", "eu-west-1", "eu-central-1");
        assertThat(stacks.get("control"))
                .isNotNull()
                .satisfies(stack -> assertThat(functionsOf(stack)).contains("FailoverOrchestrator"));
    }

    private static Stack deployed(MatchResult environment) {
        Map<String, String> outputs = OurTemplate.control().outputs();
        Map<String, String> overrides = Arrays.stream(environment.group(4).split(" "))
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(
                        pair -> pair[0],
                        pair -> pair[1].equals(TO_REPLACE) ? outputs.getOrDefault(pair[0], "") : pair[1]));
        return OurTemplate.resolve(environment.group(2), environment.group(3), overrides);
    }

    private static List<String> functionsOf(Stack stack) {
        return stack.ofType("AWS::Serverless::Function").stream()
                .map(Resource::logicalId)
                .toList();
    }
}
