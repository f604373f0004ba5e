// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.tests.deploy;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;

/** Role control in Stockholm, role site in Ireland and Frankfurt, deployed by SAM on one MiniStack, with the package that needs no Docker. */
final class Deployment {
    static final Sam.Stack CONTROL = new Sam.Stack("autofailover-control", "eu-north-1");
    static final List<Sam.Stack> SITES = List.of(
            new Sam.Stack("autofailover-site", "eu-west-1"), new Sam.Stack("autofailover-site", "eu-central-1"));

    private static final ObjectMapper JSON = new ObjectMapper();

    final MiniStack aws;
    final Sam sam;
    private final Map<String, Map<String, String>> outputs = new HashMap<>();
    private final Map<String, Map<String, String>> resources = new HashMap<>();

    private Deployment(MiniStack aws, Sam sam) {
        this.aws = aws;
        this.sam = sam;
    }

    /** Deploys all three. */
    static Deployment on(MiniStack aws, Path folder) {
        return on(aws, folder, Map.of());
    }

    /**
     * The same.
     *
     * @param control more parameters of the control stack
     */
    static Deployment on(MiniStack aws, Path folder, Map<String, String> control) {
        Deployment deployment = new Deployment(aws, new Sam(nativeStartTemplate(), aws.url(), folder));
        Map<String, String> parameters = new HashMap<>(control);
        parameters.put("Role", "control");
        deployment.deploy(CONTROL, parameters);
        SITES.forEach(site -> deployment.deploy(
                site,
                Map.of(
                        "Role", "site",
                        "ControlRegion", CONTROL.region(),
                        "VotesTopicArn", deployment.output(CONTROL, "VotesTopicArn"),
                        "TableArn", deployment.output(CONTROL, "TableArn"))));
        return deployment;
    }

    /** Deploys, or deploys again with other parameters. */
    void deploy(Sam.Stack stack, Map<String, String> parameters) {
        Map<String, String> all = new HashMap<>(parameters);
        all.put("Package", "native-start");
        all.put("Architecture", System.getProperty("os.arch").equals("aarch64") ? "arm64" : "x86_64");
        // MiniStack has no RDS event subscriptions.
        all.put("RdsEventSubscriptions", "disabled");
        sam.deploy(stack, all);
        outputs.put(stack.region(), sam.outputs(stack));
        resources.put(stack.region(), sam.resources(stack));
    }

    String output(Sam.Stack stack, String name) {
        return Objects.requireNonNull(
                Objects.requireNonNull(outputs.get(stack.region())).get(name), name);
    }

    /** The physical id of what the template calls so. */
    String resource(Sam.Stack stack, String logicalId) {
        return Objects.requireNonNull(
                Objects.requireNonNull(resources.get(stack.region())).get(logicalId), logicalId);
    }

    /** Gives the orchestrator a command, or a tick, and returns its answer. */
    JsonNode command(Map<String, Object> command) {
        try {
            return invoke(
                    CONTROL.region(), output(CONTROL, "OrchestratorFunctionName"), JSON.writeValueAsString(command));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** Puts plans/orders.yaml, with these texts replaced, in force. */
    void apply(Map<String, String> replacements) {
        apply("plans/orders.yaml", replacements);
    }

    /** Puts a plan of this project, with these texts replaced, in force. */
    void apply(String file, Map<String, String> replacements) {
        try {
            String plan = Files.readString(Tools.PROJECT.resolve(file));
            for (Map.Entry<String, String> each : replacements.entrySet()) {
                plan = plan.replace(each.getKey(), each.getValue());
            }
            JsonNode answer = command(Map.of("command", "apply-plan", "by", "a test", "plan", plan));
            if (!answer.path("accepted").asBoolean()) {
                throw new AssertionError("the plan was refused: " + answer);
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Invokes a function by its name or ARN and returns its answer. */
    JsonNode invoke(String region, String function, String event) {
        InvokeResponse answer = aws.client(LambdaClient.builder(), region)
                .invoke(invoke -> invoke.functionName(function).payload(SdkBytes.fromUtf8String(event)));
        String payload = answer.payload().asUtf8String();
        // MiniStack answers so, with success, for a function that it can't run.
        if (answer.functionError() != null || payload.contains("Mock response")) {
            throw new AssertionError(function + " failed: " + payload);
        }
        try {
            return JSON.readTree(payload);
        } catch (IOException noJson) {
            throw new AssertionError(payload, noJson);
        }
    }

    /** All items of the control Region's table, by their two keys. */
    Map<String, Map<String, AttributeValue>> items() {
        String table = output(CONTROL, "TableArn").replaceFirst(".*:table/", "");
        Map<String, Map<String, AttributeValue>> items = new HashMap<>();
        aws.client(DynamoDbClient.builder(), CONTROL.region())
                .scanPaginator(scan -> scan.tableName(table).consistentRead(true))
                .items()
                .forEach(item -> items.put(key(item, "pk") + " " + key(item, "sk"), item));
        return items;
    }

    /** The body of the first item of the service whose sort key begins so. */
    Optional<String> item(String sortKey) {
        return items().entrySet().stream()
                .filter(entry -> entry.getKey().startsWith("SERVICE#orders " + sortKey))
                .map(entry -> key(entry.getValue(), "body"))
                .findFirst();
    }

    /** What an observer says of Ireland. */
    Optional<String> vote(String observer) {
        return Optional.ofNullable(items().get("SERVICE#orders VOTES#" + observer))
                .map(item -> key(item, "vote#ireland"))
                .filter(vote -> !vote.isEmpty());
    }

    private static String key(Map<String, AttributeValue> item, String name) {
        return Optional.ofNullable(item.get(name)).map(AttributeValue::s).orElse("");
    }

    private static Path nativeStartTemplate() {
        Path zip =
                Tools.PROJECT.resolve("functions/failover-orchestrator/target/failover-orchestrator-native-start.zip");
        assumeTrue(Files.isRegularFile(zip), () -> zip + " is not built: mvn package builds it where it can");
        try {
            Process written = new ProcessBuilder("sh", "autofailover", "template", "native-start")
                    .directory(Tools.PROJECT.toFile())
                    .redirectErrorStream(true)
                    .start();
            String printed = new String(written.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (written.waitFor() != 0) {
                throw new AssertionError(printed);
            }
        } catch (IOException notStarted) {
            throw new UncheckedIOException(notStarted);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new AssertionError(stopped);
        }
        return Tools.PROJECT.resolve("template-native-start.yaml");
    }
}
