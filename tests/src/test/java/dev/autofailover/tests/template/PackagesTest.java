// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.tests.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.autofailover.drill.template.Stack;
import dev.autofailover.simulated.SimulatedAws;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The two packages of the functions, each in a template that carries it. */
class PackagesTest {
    @Test
    void theManagedPackageRunsFromASnapshotOfThePublishedVersion() {
        assertThat(functions(OurTemplate.control())).hasSize(5).allSatisfy(function -> {
            assertThat(function.path("Runtime").asText()).isEqualTo("java25");
            assertThat(function.at("/SnapStart/ApplyOn").asText()).isEqualTo("PublishedVersions");
            assertThat(function.path("CodeUri").asText()).endsWith("-function.jar");
        });
    }

    @Test
    void theNativeStartPackageBringsItsOwnRuntimeAndNeedsNoSnapshot() throws IOException {
        assertThat(functions(nativeStart())).hasSize(5).allSatisfy(function -> {
            assertThat(function.path("Runtime").asText()).isEqualTo("provided.al2023");
            assertThat(function.has("SnapStart")).isFalse();
            assertThat(function.path("CodeUri").asText()).endsWith("-native-start.zip");
        });
    }

    @Test
    void theTwoTemplatesDifferInNothingButThePackage() throws IOException {
        List<Stack.Resource> managed = OurTemplate.control().resources();
        List<Stack.Resource> nativeStart = nativeStart().resources();

        assertThat(nativeStart).hasSameSizeAs(managed);
        for (int each = 0; each < managed.size(); each++) {
            assertThat(withoutPackage(nativeStart.get(each))).isEqualTo(withoutPackage(managed.get(each)));
        }
    }

    @Test
    void thePackageThatATemplateDoesNotCarryIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        OurTemplate.resolve("x", "eu-north-1", Map.of("Role", "control", "Package", "native-start")))
                .withMessageContaining("./autofailover template native-start");
    }

    @Test
    void everyTriggerAndPermissionIsOnTheAliasThatChangesAtOnce() {
        Stack stack = OurTemplate.control();

        assertThat(functions(stack)).allSatisfy(function -> {
            assertThat(function.path("AutoPublishAlias").asText()).isEqualTo("live");
            assertThat(function.path("AutoPublishAliasAllProperties").asBoolean())
                    .isTrue();
        });
        assertThat(stack.ofType("AWS::Lambda::Permission"))
                .isNotEmpty()
                .allSatisfy(permission -> assertThat(
                                permission.properties().path("FunctionName").asText())
                        .endsWith(":live"));
        assertThat(stack.outputs().values())
                .filteredOn(output -> output.startsWith("arn:aws:lambda:"))
                .isNotEmpty()
                .allMatch(output -> output.endsWith(":live"));
    }

    @ParameterizedTest
    @CsvSource({
        "LogLevel, DEBUG",
        "MetricsBy, service",
        "Tracing, Active",
        "Architecture, x86_64",
        "KmsKeyArn, arn:aws:kms:eu-north-1:111122223333:key/0a1b"
    })
    void aChangedParameterMakesANewVersionOfEachFunctionForSamComparesWithoutTheirValues(
            String parameter, String value) {
        List<String> before = versionDescriptions(Map.of("Role", "control"));
        List<String> after = versionDescriptions(Map.of("Role", "control", parameter, value));

        assertThat(after).hasSameSizeAs(before).doesNotContainAnyElementsOf(before);
    }

    @Test
    void aVersionsDescriptionFitsItsLimitInAStackWithAUsualName() {
        assertThat(OurTemplate.functions())
                .allSatisfy(function ->
                        assertThat(function.at("/VersionDescription").asText()).hasSizeBetween(10, 200));
    }

    private static List<String> versionDescriptions(Map<String, String> parameters) {
        return functions(OurTemplate.resolve("control", OurTemplate.CONTROL_REGION, parameters)).stream()
                .map(function -> function.path("VersionDescription").asText())
                .toList();
    }

    private static Stack nativeStart() throws IOException {
        Process command = new ProcessBuilder("./autofailover", "template", "native-start")
                .directory(OurTemplate.ROOT.toFile())
                // Whether the packages are built is no matter here.
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String written = new String(command.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        return Stack.resolve(
                Path.of(written),
                new Stack.Target(
                        "control",
                        OurTemplate.CONTROL_REGION,
                        SimulatedAws.ACCOUNT,
                        Map.of("Role", "control", "CanaryTables", OurTemplate.CANARY_TABLE)));
    }

    private static List<JsonNode> functions(Stack stack) {
        return stack.ofType("AWS::Serverless::Function").stream()
                .map(Stack.Resource::properties)
                .toList();
    }

    private static Stack.Resource withoutPackage(Stack.Resource resource) {
        JsonNode properties = resource.properties().deepCopy();
        if (properties instanceof ObjectNode object) {
            object.remove(List.of("CodeUri", "Runtime", "SnapStart"));
        }
        return new Stack.Resource(resource.logicalId(), resource.type(), properties);
    }
}
