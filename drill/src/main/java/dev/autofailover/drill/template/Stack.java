// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.drill.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One deployment of the template in one Region: its resources with every intrinsic resolved.
 *
 * @param name prefix of every physical name
 * @param outputs by name
 */
public record Stack(String name, String region, List<Resource> resources, Map<String, String> outputs) {

    /**
     * What the template declares under one logical id.
     *
     * @param properties resolved; the function globals are merged in
     */
    public record Resource(String logicalId, String type, JsonNode properties) {}

    /** Where and with what a template is deployed. */
    public record Target(String name, String region, String account, Map<String, String> parameters) {}

    /**
     * Resolves the template as CloudFormation and SAM would.
     *
     * @throws IllegalArgumentException when a parameter is unknown or missing, a rule of the template refuses the parameters, or
     *     the template uses an intrinsic or pseudo parameter that is not known here
     */
    public static Stack resolve(Path template, Target target) throws IOException {
        JsonNode tree = TemplateFile.read(template);
        Intrinsics intrinsics = new Intrinsics(tree, target);
        intrinsics.checkRules();
        List<Resource> resources = new ArrayList<>();
        tree.path("Resources").properties().forEach(entry -> {
            if (intrinsics.holds(entry.getValue().path("Condition"))) {
                resources.add(resource(tree, intrinsics, entry.getKey(), entry.getValue()));
            }
        });
        Map<String, String> outputs = new LinkedHashMap<>();
        tree.path("Outputs").properties().forEach(entry -> {
            if (intrinsics.holds(entry.getValue().path("Condition"))) {
                outputs.put(
                        entry.getKey(),
                        intrinsics.resolve(entry.getValue().path("Value")).asText());
            }
        });
        return new Stack(target.name(), target.region(), List.copyOf(resources), Map.copyOf(outputs));
    }

    private static Resource resource(JsonNode tree, Intrinsics intrinsics, String logicalId, JsonNode declared) {
        String type = declared.path("Type").asText();
        JsonNode properties = declared.path("Properties");
        if (type.equals("AWS::Serverless::Function")) {
            properties = merged(tree.path("Globals").path("Function"), properties);
        }
        return new Resource(logicalId, type, intrinsics.resolve(properties));
    }

    /** SAM merges maps of the globals and of the function; everything else of the function replaces the global. */
    private static JsonNode merged(JsonNode global, JsonNode own) {
        if (!global.isObject() || !own.isObject()) {
            return own.isMissingNode() ? global : own;
        }
        ObjectNode all = JsonNodeFactory.instance.objectNode();
        global.properties().forEach(entry -> all.set(entry.getKey(), entry.getValue()));
        own.properties()
                .forEach(entry -> all.set(entry.getKey(), merged(global.path(entry.getKey()), entry.getValue())));
        return all;
    }

    /** The policy documents of the role that a function runs under, those of its managed policies too. */
    public List<JsonNode> policies(Resource function) {
        Resource role = withEnding(function.properties().path("Role").asText(), "AWS::IAM::Role");
        Stream<JsonNode> inline =
                role.properties().path("Policies").valueStream().map(policy -> policy.path("PolicyDocument"));
        Stream<JsonNode> managed = role.properties()
                .path("ManagedPolicyArns")
                .valueStream()
                .map(arn -> withEnding(arn.asText(), "AWS::IAM::ManagedPolicy")
                        .properties()
                        .path("PolicyDocument"));
        return Stream.concat(inline, managed).toList();
    }

    private Resource withEnding(String arn, String type) {
        return ofType(type).stream()
                .filter(resource -> arn.endsWith("/" + name + "-" + resource.logicalId()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("the template has no " + type + " for " + arn));
    }

    /** All resources of that type. */
    public List<Resource> ofType(String type) {
        return resources.stream()
                .filter(resource -> resource.type().equals(type))
                .toList();
    }

    /** The resource of that logical id, unless a condition left it out. */
    public Optional<Resource> find(String logicalId) {
        return resources.stream()
                .filter(resource -> resource.logicalId().equals(logicalId))
                .findFirst();
    }
}
