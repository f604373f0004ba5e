// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.simulated;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The operations of a service that speaks AWS JSON, each with the parameters it knows: any other is refused, never ignored. */
public final class JsonOperations {
    /** One operation. */
    @FunctionalInterface
    public interface Operation {
        /** Carries it out in {@code region} and returns its output. */
        JsonNode carryOut(String region, Input input);
    }

    private record Known(Set<String> parameters, Operation operation) {}

    private final JsonProtocol protocol;
    private final String refusal;
    private final Map<String, Known> operations = new HashMap<>();

    /**
     * No operations yet.
     *
     * @param refusal the service's code for a request it can't accept, such as {@code ValidationException}
     */
    public JsonOperations(JsonProtocol protocol, String refusal) {
        this.protocol = protocol;
        this.refusal = refusal;
    }

    /** Adds an operation that knows {@code parameters}, named with spaces between. */
    public JsonOperations on(String name, String parameters, Operation operation) {
        operations.put(name, new Known(Set.of(parameters.split(" ")), operation));
        return this;
    }

    /** The operation that {@code call} names. */
    public String operation(Call call) {
        return protocol.operation(call);
    }

    /** Carries {@code call} out. */
    public Answer answer(Call call) {
        String name = operation(call);
        Known known = operations.get(name);
        if (known == null) {
            throw JsonProtocol.unknown(name);
        }
        Input input = new Input(protocol.input(call), refusal);
        List<String> unknown = new ArrayList<>();
        input.json().fieldNames().forEachRemaining(parameter -> {
            if (!known.parameters().contains(parameter)) {
                unknown.add(parameter);
            }
        });
        if (!unknown.isEmpty()) {
            throw input.refused("Not simulated in " + name + ": " + String.join(", ", unknown));
        }
        return protocol.answer(known.operation().carryOut(call.region(), input));
    }

    /** {@code error} as the protocol writes it. */
    public Answer answer(AwsError error) {
        return protocol.answer(error);
    }
}
