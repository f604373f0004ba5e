// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.drill.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** A CloudFormation template as a JSON tree; short tags such as {@code !Ref x} become their long form {@code {"Ref": "x"}}. */
final class TemplateFile {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private TemplateFile() {}

    static JsonNode read(Path file) throws IOException {
        try (Reader reader = Files.newBufferedReader(file)) {
            return tree(new Yaml().compose(reader));
        }
    }

    private static JsonNode tree(Node node) {
        JsonNode value = switch (node) {
            case MappingNode mapping -> object(mapping);
            case SequenceNode sequence -> array(sequence);
            case ScalarNode scalar -> scalar(scalar);
            default ->
                throw new IllegalArgumentException("no template: " + node.getNodeId() + " at " + node.getStartMark());
        };
        String tag = node.getTag().getValue();
        return tag.startsWith("!") ? intrinsic(tag.substring(1), value) : value;
    }

    private static JsonNode intrinsic(String name, JsonNode value) {
        return switch (name) {
            case "Ref", "Condition" -> JSON.objectNode().set(name, value);
            case "GetAtt" -> {
                ArrayNode path = JSON.arrayNode();
                for (String part : value.asText().split("\\.", 2)) {
                    path.add(part);
                }
                yield JSON.objectNode().set("Fn::GetAtt", path);
            }
            default -> JSON.objectNode().set("Fn::" + name, value);
        };
    }

    private static ObjectNode object(MappingNode mapping) {
        ObjectNode object = JSON.objectNode();
        mapping.getValue()
                .forEach(entry -> object.set(((ScalarNode) entry.getKeyNode()).getValue(), tree(entry.getValueNode())));
        return object;
    }

    private static ArrayNode array(SequenceNode sequence) {
        ArrayNode array = JSON.arrayNode();
        sequence.getValue().forEach(element -> array.add(tree(element)));
        return array;
    }

    private static JsonNode scalar(ScalarNode scalar) {
        String text = scalar.getValue();
        if (scalar.getTag().equals(Tag.INT)) {
            return JSON.numberNode(Long.parseLong(text));
        }
        if (scalar.getTag().equals(Tag.BOOL)) {
            return JSON.booleanNode(Boolean.parseBoolean(text));
        }
        return JSON.textNode(text);
    }
}
