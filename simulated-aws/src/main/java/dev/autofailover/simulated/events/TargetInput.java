// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.simulated.events;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.autofailover.simulated.Input;
import dev.autofailover.simulated.JsonProtocol;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a target gets of an event. */
sealed interface TargetInput {
    /** All of it. */
    record Whole() implements TargetInput {}

    /** Always this text. */
    record Fixed(String json) implements TargetInput {}

    /** The part at this path. */
    record Part(JsonPointer path) implements TargetInput {}

    /** A template with parts of the event put in. */
    record Template(Map<String, JsonPointer> paths, String template) implements TargetInput {}

    /** A variable in a template, such as {@code <instance>}. */
    Pattern VARIABLE = Pattern.compile("<([A-Za-z0-9_.-]+)>");

    /** What Input, InputPath or InputTransformer of a request say; only one of them may be there. */
    static TargetInput of(Input target) {
        if (target.json().has("Input")) {
            return new Fixed(target.text("Input"));
        }
        if (target.json().has("InputPath")) {
            return new Part(pointer(target, target.text("InputPath")));
        }
        if (target.json().has("InputTransformer")) {
            Input transformer = target.within("InputTransformer");
            Map<String, JsonPointer> paths = new HashMap<>();
            transformer
                    .within("InputPathsMap")
                    .json()
                    .properties()
                    .forEach(path -> paths.put(
                            path.getKey(), pointer(target, path.getValue().asText())));
            return new Template(paths, transformer.text("InputTemplate"));
        }
        return new Whole();
    }

    private static JsonPointer pointer(Input target, String path) {
        if (!path.matches("\\$(\\.[A-Za-z0-9_-]+|\\[[0-9]+\\])*")) {
            throw target.refused("Invalid, or not simulated: JSON path " + path);
        }
        return JsonPointer.compile(
                path.substring(1).replace('.', '/').replace("[", "/").replace("]", ""));
    }

    /** What the target gets of {@code event}, which matched the rule {@code ruleArn}. */
    default byte[] of(ObjectNode event, String ruleArn) {
        return switch (this) {
            case Whole() -> JsonProtocol.bytes(event);
            case Fixed(String json) -> json.getBytes(StandardCharsets.UTF_8);
            case Part(JsonPointer path) -> JsonProtocol.bytes(event.at(path));
            case Template template -> fill(template, event, ruleArn).getBytes(StandardCharsets.UTF_8);
        };
    }

    private static String fill(Template template, ObjectNode event, String ruleArn) {
        StringBuilder filled = new StringBuilder();
        Matcher variable = VARIABLE.matcher(template.template());
        while (variable.find()) {
            JsonNode value = value(template, variable.group(1), event, ruleArn);
            String before = template.template().substring(0, variable.start());
            variable.appendReplacement(filled, Matcher.quoteReplacement(isQuoted(before) ? bare(value) : whole(value)));
        }
        return variable.appendTail(filled).toString();
    }

    private static JsonNode value(Template template, String name, ObjectNode event, String ruleArn) {
        return switch (name) {
            case "aws.events.event", "aws.events.event.json" -> event;
            case "aws.events.rule-arn" -> TextNode.valueOf(ruleArn);
            case "aws.events.rule-name" -> TextNode.valueOf(ruleArn.substring(ruleArn.lastIndexOf('/') + 1));
            case "aws.events.event.ingestion-time" -> event.path("time");
            default ->
                template.paths().containsKey(name) ? event.at(template.paths().get(name)) : MissingNode.getInstance();
        };
    }

    /** Whether the text that ends here is inside a JSON string. */
    private static boolean isQuoted(String before) {
        boolean quoted = false;
        for (int i = 0; i < before.length(); i++) {
            char c = before.charAt(i);
            if (c == '\\') {
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            }
        }
        return quoted;
    }

    private static String whole(JsonNode value) {
        return value.isMissingNode() ? "null" : new String(JsonProtocol.bytes(value), StandardCharsets.UTF_8);
    }

    private static String bare(JsonNode value) {
        if (value.isMissingNode()) {
            return "";
        }
        String text = value.isTextual() ? value.asText() : whole(value);
        String quoted = whole(TextNode.valueOf(text));
        return quoted.substring(1, quoted.length() - 1);
    }
}
