// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.plan;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import dev.autofailover.json.FieldError;
import dev.autofailover.json.Json;
import dev.autofailover.json.Shown;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/**
 * A plan's text as a tree. Takes JSON and the plain part of YAML: a field said twice, an anchor, an alias or a tag is an error,
 * because what stands in force must be what stands on the page.
 */
final class PlanText {
    /** What fits into one DynamoDB item, with room for the rest of it. */
    static final int LONGEST = 100_000;

    private static final Pattern INDENTED_BY_TAB = Pattern.compile("^ *\t");
    private static final String WHOLE = "plan";
    private static final JsonFactory YAML = Json.limited(new YAMLFactory());
    private static final JsonFactory JSON = Json.limited(new JsonFactory());

    private final List<FieldError> errors = new ArrayList<>();

    private PlanText() {}

    /**
     * A tree and what is wrong with how it was written.
     *
     * @param root missing when the text could not be read to its end
     */
    record Tree(JsonNode root, List<FieldError> errors) {}

    /** The tree of that text. */
    static Tree read(String text) {
        if (text.isBlank()) {
            return unreadable(new FieldError(WHOLE, "nothing", "write a plan; plans/orders.yaml is one to start from"));
        }
        if (text.length() > LONGEST) {
            String remedy = "a plan has at most " + LONGEST + " characters; describe one service only";
            return unreadable(new FieldError(WHOLE, text.length() + " characters", remedy));
        }
        if (!text.stripLeading().startsWith("{")) {
            return read(YAML, text);
        }
        Tree json = read(JSON, text);
        if (!json.root().isMissingNode()) {
            return json;
        }
        Tree yaml = read(YAML, text);
        return yaml.root().isMissingNode() ? json : yaml;
    }

    private static Tree read(JsonFactory format, String text) {
        var reading = new PlanText();
        try (JsonParser parser = format.createParser(text)) {
            JsonToken first = parser.nextToken();
            if (first == null) {
                return unreadable(
                        new FieldError(WHOLE, "nothing but comments", "write a mapping with the plan's fields"));
            }
            JsonNode root = reading.value(parser, first, "");
            if (parser.nextToken() != null) {
                reading.errors.add(new FieldError(WHOLE, "more than one document", "write one plan a file"));
            }
            return new Tree(root, reading.errors);
        } catch (JsonProcessingException refused) {
            return unreadable(explained(refused, text));
        } catch (IOException | RuntimeException refused) {
            // The YAML library has unchecked errors of its own, for characters that YAML forbids.
            String why =
                    String.valueOf(refused.getMessage()).lines().findFirst().orElse("");
            return unreadable(new FieldError(WHOLE, "not YAML", Shown.text("write plain YAML: " + why)));
        }
    }

    private static Tree unreadable(FieldError error) {
        return new Tree(MissingNode.getInstance(), List.of(error));
    }

    private static FieldError explained(JsonProcessingException refused, String text) {
        if (!(refused.getCause() instanceof MarkedYAMLException yaml) || yaml.getProblemMark() == null) {
            return Json.error(refused, text, WHOLE);
        }
        int line = yaml.getProblemMark().getLine();
        String where = WHOLE + " (line " + (line + 1) + ", column "
                + (yaml.getProblemMark().getColumn() + 1) + ")";
        String written = text.lines().skip(line).findFirst().orElse("");
        String tabs = INDENTED_BY_TAB.matcher(written).find() ? "; indent with spaces, not tabs" : "";
        return new FieldError(where, Shown.line(written), "write plain YAML: " + yaml.getProblem() + tabs);
    }

    private JsonNode value(JsonParser parser, JsonToken token, String path) throws IOException {
        refuseYamlReferences(parser, path);
        JsonNodeFactory make = JsonNodeFactory.instance;
        return switch (token) {
            case START_OBJECT -> object(parser, path);
            case START_ARRAY -> list(parser, path);
            case VALUE_STRING -> make.textNode(parser.getText());
            case VALUE_NUMBER_INT -> make.numberNode(parser.getBigIntegerValue());
            case VALUE_NUMBER_FLOAT -> make.numberNode(parser.getDoubleValue());
            case VALUE_TRUE -> make.booleanNode(true);
            case VALUE_FALSE -> make.booleanNode(false);
            default -> make.nullNode();
        };
    }

    private ObjectNode object(JsonParser parser, String path) throws IOException {
        ObjectNode object = Json.object();
        for (JsonToken token = parser.nextToken(); token == JsonToken.FIELD_NAME; token = parser.nextToken()) {
            String name = parser.currentName();
            String at = (path.isEmpty() ? "" : path + ".") + Shown.text(name);
            JsonNode value = value(parser, parser.nextToken(), at);
            if (object.has(name)) {
                errors.add(new FieldError(at, Shown.value(name, value), "written twice; keep one of them"));
            } else {
                object.set(name, value);
            }
        }
        return object;
    }

    private ArrayNode list(JsonParser parser, String path) throws IOException {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            list.add(value(parser, token, path + "[" + list.size() + "]"));
        }
        return list;
    }

    private void refuseYamlReferences(JsonParser parser, String path) throws IOException {
        if (!(parser instanceof YAMLParser yaml)) {
            return;
        }
        String at = path.isEmpty() ? WHOLE : path;
        if (yaml.isCurrentAlias()) {
            errors.add(new FieldError(
                    at, "*" + Shown.text(yaml.getText()), "no aliases in a plan: write the value itself"));
        } else if (yaml.getObjectId() != null) {
            errors.add(new FieldError(
                    at, "&" + Shown.text(yaml.getObjectId().toString()), "no anchors in a plan: leave it out"));
        }
        if (yaml.getTypeId() != null) {
            errors.add(new FieldError(
                    at, Shown.text(yaml.getTypeId().toString()), "no tags in a plan: write the value itself"));
        }
    }
}
