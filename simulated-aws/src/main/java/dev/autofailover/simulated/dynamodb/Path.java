// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.simulated.dynamodb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.autofailover.simulated.AwsError;
import dev.autofailover.simulated.JsonProtocol;
import java.util.List;
import java.util.Optional;

/** A document path, such as {@code a.b[0]}: an attribute's name, then names and list positions within it. */
record Path(List<Element> elements) {
    /** One step of a path. */
    sealed interface Element {
        /** The attribute of this name. */
        record Name(String name) implements Element {}

        /** The list element at this position. */
        record Position(int position) implements Element {}
    }

    /** The name of the attribute that the path begins with. */
    String attribute() {
        return ((Element.Name) elements.getFirst()).name();
    }

    /** The value at this path of {@code item}. */
    Optional<JsonNode> in(ObjectNode item) {
        Optional<JsonNode> value = Optional.ofNullable(item.get(attribute()));
        for (Element element : elements.subList(1, elements.size())) {
            value = value.flatMap(parent -> child(parent, element));
        }
        return value;
    }

    private static Optional<JsonNode> child(JsonNode parent, Element element) {
        return switch (element) {
            case Element.Name(String name) ->
                Optional.ofNullable(parent.path("M").get(name));
            case Element.Position(int position) ->
                Optional.ofNullable(parent.path("L").get(position));
        };
    }

    /** Puts {@code value} at this path of {@code item}; what leads there must exist. A position past a list's end appends. */
    void set(ObjectNode item, JsonNode value) {
        if (elements.size() == 1) {
            item.set(attribute(), value);
            return;
        }
        JsonNode parent = parent(item);
        switch (elements.getLast()) {
            case Element.Name(String name) when parent.get("M") instanceof ObjectNode map -> map.set(name, value);
            case Element.Position(int position)
            when parent.get("L") instanceof ArrayNode list -> {
                if (position < list.size()) {
                    list.set(position, value);
                } else {
                    list.add(value);
                }
            }
            default -> throw notThere();
        }
    }

    /** Takes the value at this path out of {@code item}; nothing happens when there is none. */
    void remove(ObjectNode item) {
        if (elements.size() == 1) {
            item.remove(attribute());
            return;
        }
        JsonNode parent = parent(item);
        switch (elements.getLast()) {
            case Element.Name(String name) when parent.get("M") instanceof ObjectNode map -> map.remove(name);
            case Element.Position(int position)
            when parent.get("L") instanceof ArrayNode list -> {
                if (position < list.size()) {
                    list.remove(position);
                }
            }
            default -> throw notThere();
        }
    }

    /** Copies the value at this path, with the maps that lead there, from {@code item} to {@code target}. */
    void project(ObjectNode item, ObjectNode target) {
        in(item).ifPresent(value -> {
            ObjectNode map = target;
            for (int depth = 0; depth < elements.size() - 1; depth++) {
                map = mapWithin(map, elements.get(depth));
            }
            if (!(elements.getLast() instanceof Element.Name(String name))) {
                throw Values.invalid("A projection that ends at a list position is not simulated");
            }
            map.set(name, value.deepCopy());
        });
    }

    private static ObjectNode mapWithin(ObjectNode map, Element element) {
        if (!(element instanceof Element.Name(String name))) {
            throw Values.invalid("A projection through a list position is not simulated");
        }
        if (!map.has(name)) {
            map.set(name, JsonProtocol.object().set("M", JsonProtocol.object()));
        }
        return (ObjectNode) map.path(name).path("M");
    }

    /** Whether one of the two lies within the other, or both are one: an update must not touch both. */
    boolean overlaps(Path other) {
        int shared = Math.min(elements.size(), other.elements.size());
        return elements.subList(0, shared).equals(other.elements.subList(0, shared));
    }

    private JsonNode parent(ObjectNode item) {
        return new Path(elements.subList(0, elements.size() - 1)).in(item).orElseThrow(Path::notThere);
    }

    private static AwsError notThere() {
        return Values.invalid("The document path provided in the update expression is invalid for update");
    }
}
