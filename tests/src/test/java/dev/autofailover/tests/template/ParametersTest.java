// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.tests.template;

import static dev.autofailover.tests.template.OurTemplate.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import dev.autofailover.drill.template.Stack;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the template's parameters change, and which of them contradict each other. */
class ParametersTest {
    private static final String KEY = "arn:aws:kms:eu-north-1:111122223333:key/0a1b";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "VpcSubnetIds=subnet-0a1b2c3d                                     | VpcSecurityGroupIds",
                "VpcSecurityGroupIds=sg-0a1b2c3d                                  | VpcSubnetIds",
                "VpcEndpoints=create                                              | needs VpcId",
                "VpcId=vpc-0a1b2c3d                                               | VpcEndpoints create alone",
                "ControlKmsKeyArn=arn:aws:kms:eu-west-1:111122223333:key/0a1b     | leave ControlKmsKeyArn",
                "Dashboard=enabled                                                | needs MetricsBy stack or service",
                "TableReplicaRegion=eu-west-2                                     | both or none",
                "TableThirdRegion=eu-west-2                                       | both or none",
            })
    void contradictionsOfAControlStackAreRefusedWithASentence(String parameter, String sentence) {
        Map<String, String> parameters = new HashMap<>(Map.of("Role", "control"));
        String[] pair = parameter.split("=", 2);
        parameters.put(pair[0], pair[1]);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> OurTemplate.resolve("x", "eu-north-1", parameters))
                .withMessageContaining(sentence);
    }

    @Test
    void aSiteInTheControlStacksRegionIsRefused() {
        Map<String, String> outputs = OurTemplate.control().outputs();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> OurTemplate.resolve(
                        "x",
                        OurTemplate.CONTROL_REGION,
                        Map.of(
                                "Role",
                                "site",
                                "ControlRegion",
                                OurTemplate.CONTROL_REGION,
                                "VotesTopicArn",
                                outputs.getOrDefault("VotesTopicArn", ""),
                                "TableArn",
                                outputs.getOrDefault("TableArn", ""))))
                .withMessageContaining("deploy no site into the control stack's Region");
    }

    @Test
    void theOutputsOfTheControlStackAreAllThatASiteNeeds() {
        assertThat(site(Map.of("Role", "control")).find("DatabaseHealthChecker"))
                .isPresent();

        Stack underAKey = site(Map.of("Role", "control", "KmsKeyArn", KEY));
        JsonNode statement =
                underAKey.find("UseKeys").orElseThrow().properties().at("/PolicyDocument/Statement/0");
        assertThat(texts(statement.path("Resource"))).containsExactly(KEY);
    }

    /** A site with what the output of such a control stack says. */
    private static Stack site(Map<String, String> control) {
        String given = OurTemplate.resolve("control", OurTemplate.CONTROL_REGION, control)
                .outputs()
                .getOrDefault("SiteParameters", "");
        Map<String, String> parameters = new HashMap<>();
        for (String pair : given.split(" ", -1)) {
            parameters.put(pair.substring(0, pair.indexOf('=')), pair.substring(pair.indexOf('=') + 1));
        }
        return OurTemplate.resolve("site", OurTemplate.SITE_REGION, parameters);
    }

    @Test
    void aCustomersKeyEncryptsAllThatIsKept() {
        Stack stack = control(Map.of("KmsKeyArn", KEY));

        assertThat(stack.ofType("AWS::SNS::Topic"))
                .allSatisfy(topic -> assertThat(
                                topic.properties().path("KmsMasterKeyId").asText())
                        .isEqualTo(KEY));
        assertThat(stack.ofType("AWS::SQS::Queue")).allSatisfy(queue -> {
            assertThat(queue.properties().path("KmsMasterKeyId").asText()).isEqualTo(KEY);
            assertThat(queue.properties().has("SqsManagedSseEnabled")).isFalse();
        });
        assertThat(stack.ofType("AWS::Logs::LogGroup"))
                .allSatisfy(group ->
                        assertThat(group.properties().path("KmsKeyId").asText()).isEqualTo(KEY));
        assertThat(stack.ofType("AWS::Serverless::Function"))
                .allSatisfy(function -> assertThat(
                                function.properties().path("KmsKeyArn").asText())
                        .isEqualTo(KEY));
        assertThat(stack.find("Table").orElseThrow().properties().at("/SSESpecification/KMSMasterKeyId"))
                .hasToString("\"" + KEY + "\"");
    }

    @Test
    void topicsThatServicesPublishToAreNotUnderTheKeyOfAwsWhichThoseMayNotUse() {
        Stack stack = OurTemplate.control();

        assertThat(List.of("NotificationsTopic", "RdsEventsTopic", "AlarmsTopic"))
                .allSatisfy(topic -> assertThat(
                                stack.find(topic).orElseThrow().properties().has("KmsMasterKeyId"))
                        .isFalse());
        assertThat(stack.find("VotesTopic")
                        .orElseThrow()
                        .properties()
                        .path("KmsMasterKeyId")
                        .asText())
                .isEqualTo("alias/aws/sns");
    }

    @Test
    void onlyTheDatabaseCheckerGoesIntoAVpcAndOnlyThenMayItsRoleMakeInterfaces() {
        Stack inVpc = control(Map.of(
                "VpcSubnetIds", "subnet-0a1b2c3d,subnet-0a1b2c3e",
                "VpcSecurityGroupIds", "sg-0a1b2c3d"));

        assertThat(inVpc.ofType("AWS::Serverless::Function"))
                .filteredOn(function -> function.properties().has("VpcConfig"))
                .singleElement()
                .satisfies(function -> {
                    assertThat(function.logicalId()).isEqualTo("DatabaseHealthChecker");
                    assertThat(texts(function.properties().at("/VpcConfig/SubnetIds")))
                            .containsExactly("subnet-0a1b2c3d", "subnet-0a1b2c3e");
                    assertThat(inVpc.policies(function).toString()).contains("ec2:CreateNetworkInterface");
                });
        assertThat(OurTemplate.functions())
                .allSatisfy(function -> assertThat(
                                function.stack().policies(function.function()).toString())
                        .doesNotContain("ec2:")
                        .doesNotContain("xray:")
                        .doesNotContain("kms:"));
        assertThat(OurTemplate.control().ofType("AWS::EC2::VPCEndpoint")).isEmpty();
    }

    @Test
    void tracingBringsItsPermissionAndIsOffByDefault() {
        Stack traced = control(Map.of("Tracing", "Active"));

        assertThat(traced.ofType("AWS::Serverless::Function"))
                .allSatisfy(function ->
                        assertThat(traced.policies(function).toString()).contains("xray:PutTraceSegments"));
        assertThat(OurTemplate.control().ofType("AWS::Serverless::Function"))
                .allSatisfy(function -> assertThat(
                                function.properties().path("Tracing").asText())
                        .isEqualTo("PassThrough"));
    }

    @Test
    void aTagNarrowsWhatMayBeChangedAndNotWhatMayBeLookedAt() {
        Stack tagged = control(Map.of("DatabaseTag", "orders"));
        String statements = tagged.policies(tagged.find("FailoverOrchestrator").orElseThrow())
                .toString();

        assertThat(statements)
                .containsOnlyOnce("\"Condition\":{\"StringEquals\":{\"aws:ResourceTag/autofailover\":\"orders\"}}");
        assertThat(OurTemplate.control()
                        .policies(OurTemplate.control()
                                .find("FailoverOrchestrator")
                                .orElseThrow())
                        .toString())
                .doesNotContain("aws:ResourceTag");
    }

    @Test
    void concurrencyIsReservedForTheOrchestratorAloneAndMoreThanItsRunsTake() {
        Stack stack = OurTemplate.control();

        assertThat(stack.ofType("AWS::Serverless::Function"))
                .filteredOn(function -> function.properties().has("ReservedConcurrentExecutions"))
                .singleElement()
                .satisfies(function -> {
                    JsonNode properties = function.properties();
                    assertThat(function.logicalId()).isEqualTo("FailoverOrchestrator");
                    assertThat(properties.path("ReservedConcurrentExecutions").asInt())
                            .isGreaterThanOrEqualTo(properties
                                            .at("/Environment/Variables/FLEET_LIMIT")
                                            .asInt()
                                    + 15);
                });
        assertThat(control(Map.of("OrchestratorConcurrency", "0"))
                        .find("FailoverOrchestrator")
                        .orElseThrow()
                        .properties()
                        .has("ReservedConcurrentExecutions"))
                .isFalse();
    }

    @Test
    void whereRdsSubscriptionsCanNotBeMadeAllTheRestStillIs() {
        Stack without = control(Map.of("RdsEventSubscriptions", "disabled"));

        assertThat(without.ofType("AWS::RDS::EventSubscription")).isEmpty();
        assertThat(without.resources())
                .hasSize(OurTemplate.control().resources().size() - 2);
    }

    private static Stack control(Map<String, String> parameters) {
        Map<String, String> all = new HashMap<>(parameters);
        all.put("Role", "control");
        return OurTemplate.resolve("control", OurTemplate.CONTROL_REGION, all);
    }
}
