// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.simulated;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The members of a JSON request, or of an object within it. What is missing or of the wrong type is refused by name. */
public record Input(ObjectNode json, String refusal) {
    /** The string {@code name}. */
    public String text(String name) {
        return optionalText(name).orElseThrow(() -> missing(name));
    }

    /** The string {@code name}, if it is there. */
    public Optional<String> optionalText(String name) {
        return member(name).map(node -> {
            if (!node.isTextual()) {
                throw wrong(name, "a string");
            }
            return node.textValue();
        });
    }

    /** The whole number {@code name}, if it is there. */
    public Optional<Integer> number(String name) {
        return member(name).map(node -> {
            if (!node.isIntegralNumber()) {
                throw wrong(name, "a whole number");
            }
            return node.intValue();
        });
    }

    /** Whether {@code name} is there and true. */
    public boolean flag(String name) {
        return member(name).map(JsonNode::asBoolean).orElse(false);
    }

    /** The object {@code name}. */
    public ObjectNode object(String name) {
        return optionalObject(name).orElseThrow(() -> missing(name));
    }

    /** The object {@code name}, if it is there. */
    public Optional<ObjectNode> optionalObject(String name) {
        return member(name).map(node -> {
            if (node instanceof ObjectNode object) {
                return object;
            }
            throw wrong(name, "an object");
        });
    }

    /** The object {@code name} as an input of its own; empty when it is not there. */
    public Input within(String name) {
        return new Input(optionalObject(name).orElseGet(JsonProtocol::object), refusal);
    }

    /** The list {@code name}; empty when it is not there. */
    public List<JsonNode> list(String name) {
        List<JsonNode> items = new ArrayList<>();
        member(name).ifPresent(node -> {
            if (!node.isArray()) {
                throw wrong(name, "a list");
            }
            node.forEach(items::add);
        });
        return items;
    }

    /** The list {@code name} of objects, each as an input of its own. */
    public List<Input> inputs(String name) {
        return list(name).stream()
                .map(node -> {
                    if (node instanceof ObjectNode object) {
                        return new Input(object, refusal);
                    }
                    throw wrong(name, "a list of objects");
                })
                .toList();
    }

    /** The list {@code name} of strings. */
    public List<String> texts(String name) {
        return list(name).stream()
                .map(node -> {
                    if (!node.isTextual()) {
                        throw wrong(name, "a list of strings");
                    }
                    return node.textValue();
                })
                .toList();
    }

    /** A refusal of this request in the service's words. */
    public AwsError refused(String message) {
        return new AwsError(400, refusal, message);
    }

    private Optional<JsonNode> member(String name) {
        return Optional.ofNullable(json.get(name)).filter(node -> !node.isNull());
    }

    private AwsError missing(String name) {
        return refused("1 validation error detected: Value null at '" + name
                + "' failed to satisfy constraint: Member must not be null");
    }

    private AwsError wrong(String name, String expected) {
        return new AwsError(400, "SerializationException", name + " is not " + expected + ".");
    }
}
