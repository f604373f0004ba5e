// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.drill.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Evaluates the intrinsic functions that our template uses; any other is refused by name. */
final class Intrinsics {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([A-Za-z0-9:.]+)}");

    private final JsonNode tree;
    private final PhysicalNames names;
    private final Map<String, JsonNode> parameters = new LinkedHashMap<>();

    Intrinsics(JsonNode tree, Stack.Target target) {
        this.tree = tree;
        this.names = new PhysicalNames(target);
        target.parameters().keySet().forEach(name -> {
            if (!tree.path("Parameters").has(name)) {
                throw new IllegalArgumentException("the template has no parameter " + name);
            }
        });
        tree.path("Parameters").properties().forEach(entry -> parameters.put(entry.getKey(), parameter(entry, target)));
    }

    private static JsonNode parameter(Map.Entry<String, JsonNode> declared, Stack.Target target) {
        JsonNode fallback = declared.getValue().path("Default");
        String value = target.parameters().getOrDefault(declared.getKey(), fallback.asText());
        if (fallback.isMissingNode() && !target.parameters().containsKey(declared.getKey())) {
            throw new IllegalArgumentException("parameter " + declared.getKey() + " has no default: give it a value");
        }
        if (!declared.getValue().path("Type").asText().equals("CommaDelimitedList")) {
            return JSON.textNode(value);
        }
        ArrayNode list = JSON.arrayNode();
        for (String element : value.split(",", -1)) {
            list.add(element.strip());
        }
        return list;
    }

    /** Refuses what the template's rules refuse, in their own words. */
    void checkRules() {
        tree.path("Rules").properties().forEach(rule -> {
            JsonNode condition = rule.getValue().path("RuleCondition");
            if (condition.isMissingNode() || isTrue(condition)) {
                for (JsonNode assertion : rule.getValue().path("Assertions")) {
                    if (!isTrue(assertion.path("Assert"))) {
                        throw new IllegalArgumentException(
                                assertion.path("AssertDescription").asText());
                    }
                }
            }
        });
    }

    /** Whether the condition of that name holds; a missing one always does. */
    boolean holds(JsonNode conditionName) {
        if (conditionName.isMissingNode()) {
            return true;
        }
        JsonNode condition = tree.path("Conditions").path(conditionName.asText());
        if (condition.isMissingNode()) {
            throw new IllegalArgumentException("the template has no condition " + conditionName.asText());
        }
        return isTrue(condition);
    }

    private boolean isTrue(JsonNode condition) {
        // Inside And, Or and Not, !Condition names another one.
        return condition.path("Condition").isTextual()
                ? holds(condition.path("Condition"))
                : resolve(condition).asBoolean();
    }

    JsonNode resolve(JsonNode node) {
        if (node.isArray()) {
            ArrayNode all = JSON.arrayNode();
            node.forEach(element -> {
                JsonNode value = resolve(element);
                // A list parameter inside a list is its elements.
                if (value.isArray() && element.has("Ref")) {
                    all.addAll((ArrayNode) value);
                } else if (!value.isMissingNode()) {
                    all.add(value);
                }
            });
            return all;
        }
        if (!node.isObject()) {
            return node;
        }
        if (node.size() == 1) {
            var only = node.properties().iterator().next();
            if (only.getKey().startsWith("Fn::") || only.getKey().equals("Ref")) {
                return call(only.getKey(), only.getValue());
            }
        }
        ObjectNode all = JSON.objectNode();
        node.properties().forEach(entry -> {
            JsonNode value = resolve(entry.getValue());
            // AWS::NoValue: as if the property were not there.
            if (!value.isMissingNode()) {
                all.set(entry.getKey(), value);
            }
        });
        return all;
    }

    private JsonNode call(String function, JsonNode argument) {
        return switch (function) {
            case "Ref" -> ref(argument.asText());
            case "Fn::GetAtt" ->
                JSON.textNode(names.attribute(
                        resource(argument.get(0).asText()), argument.get(1).asText()));
            case "Fn::Sub" ->
                argument.isArray()
                        ? JSON.textNode(substitute(argument.get(0).asText(), argument.get(1)))
                        : JSON.textNode(substitute(argument.asText(), JSON.objectNode()));
            case "Fn::If" -> resolve(argument.get(holds(argument.get(0)) ? 1 : 2));
            case "Fn::Equals" -> JSON.booleanNode(resolve(argument.get(0)).equals(resolve(argument.get(1))));
            // In rules alone.
            case "Fn::Contains" -> {
                JsonNode wanted = resolve(argument.get(1));
                yield JSON.booleanNode(resolve(argument.get(0)).valueStream().anyMatch(wanted::equals));
            }
            case "Fn::Not" -> JSON.booleanNode(!isTrue(argument.get(0)));
            case "Fn::Join" -> {
                List<String> parts = new ArrayList<>();
                resolve(argument.get(1)).forEach(part -> parts.add(part.asText()));
                yield JSON.textNode(String.join(argument.get(0).asText(), parts));
            }
            case "Fn::And" -> JSON.booleanNode(argument.valueStream().allMatch(this::isTrue));
            case "Fn::Or" -> JSON.booleanNode(argument.valueStream().anyMatch(this::isTrue));
            case "Fn::Select" ->
                resolve(argument.get(1)).get(resolve(argument.get(0)).asInt());
            case "Fn::Split" -> {
                ArrayNode parts = JSON.arrayNode();
                for (String part : resolve(argument.get(1))
                        .asText()
                        .split(Pattern.quote(argument.get(0).asText()), -1)) {
                    parts.add(part);
                }
                yield parts;
            }
            default -> throw new IllegalArgumentException("intrinsic function not known here: " + function);
        };
    }

    private JsonNode ref(String name) {
        if (name.equals("AWS::NoValue")) {
            return MissingNode.getInstance();
        }
        if (parameters.containsKey(name)) {
            return parameters.getOrDefault(name, JSON.nullNode());
        }
        if (name.startsWith("AWS::")) {
            return JSON.textNode(names.pseudoParameter(name));
        }
        // SAM's own: Ref of FUNCTION.Alias is the ARN of the alias that it publishes.
        if (name.endsWith(".Alias")) {
            return JSON.textNode(alias(name.substring(0, name.length() - ".Alias".length())));
        }
        return JSON.textNode(names.reference(resource(name)));
    }

    private String alias(String function) {
        JsonNode own = tree.at("/Resources/" + function + "/Properties/AutoPublishAlias");
        JsonNode alias = own.isMissingNode() ? tree.at("/Globals/Function/AutoPublishAlias") : own;
        if (alias.isMissingNode()) {
            throw new IllegalArgumentException(function + " publishes no alias");
        }
        return names.attribute(resource(function), "Arn") + ":" + alias.asText();
    }

    /** Values of its own come before parameters and resources of the same name. */
    private String substitute(String text, JsonNode own) {
        Matcher matcher = PLACEHOLDER.matcher(text);
        StringBuilder all = new StringBuilder();
        while (matcher.find()) {
            String[] path = matcher.group(1).split("\\.", 2);
            String value = own.has(matcher.group(1))
                    ? resolve(own.path(matcher.group(1))).asText()
                    : path.length == 2
                            ? names.attribute(resource(path[0]), path[1])
                            : ref(path[0]).asText();
            matcher.appendReplacement(all, Matcher.quoteReplacement(value));
        }
        return matcher.appendTail(all).toString();
    }

    private PhysicalNames.Declared resource(String logicalId) {
        JsonNode resource = tree.path("Resources").path(logicalId);
        if (resource.isMissingNode()) {
            throw new IllegalArgumentException("the template has no resource or parameter " + logicalId);
        }
        return new PhysicalNames.Declared(logicalId, resource.path("Type").asText());
    }
}
