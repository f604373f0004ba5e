// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.packaging;

import com.fasterxml.jackson.databind.JsonNode;
import dev.autofailover.drill.template.Stack;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A function as the template deploys it.
 *
 * @param jar its package, {@code functions/MODULE/target/MODULE-function.jar}
 * @param handler its class
 * @param variables its environment variables
 */
record DeployedFunction(Path jar, String handler, Map<String, String> variables) {
    private static final String JAR_ENDING = "-function.jar";

    /** All functions of the stack, by their module's names. */
    static List<DeployedFunction> of(Path root, Stack stack) {
        return stack.ofType("AWS::Serverless::Function").stream()
                .filter(declared ->
                        declared.properties().path("CodeUri").asText().endsWith(JAR_ENDING))
                .map(declared -> of(root, declared, stack.region()))
                .toList();
    }

    /** Such as {@code rds-event-subscriber}. */
    String module() {
        String file = jar.getFileName().toString();
        return file.substring(0, file.length() - JAR_ENDING.length());
    }

    /** Its package for Lambda's {@code provided.al2023}, beside the jar. */
    Path nativeStart() {
        return jar.resolveSibling(module() + "-native-start.zip");
    }

    private static DeployedFunction of(Path root, Stack.Resource declared, String region) {
        JsonNode properties = declared.properties();
        Map<String, String> variables = new TreeMap<>();
        properties
                .at("/Environment/Variables")
                .properties()
                .forEach(variable ->
                        variables.put(variable.getKey(), variable.getValue().asText()));
        variables.put("AWS_REGION", region);
        variables.put("AWS_LAMBDA_FUNCTION_NAME", declared.logicalId());
        return new DeployedFunction(
                root.resolve(properties.path("CodeUri").asText()),
                properties.path("Handler").asText(),
                Map.copyOf(variables));
    }
}
