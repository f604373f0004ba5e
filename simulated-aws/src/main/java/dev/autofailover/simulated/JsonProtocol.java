// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.simulated;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** AWS JSON 1.0 and 1.1: the operation in a header, one JSON object each way. */
public final class JsonProtocol {
    /** For all JSON of the simulated services: knows no types of ours. */
    public static final ObjectMapper JSON = new ObjectMapper();

    private final String version;

    /** The protocol in {@code version} 1.0 or 1.1. */
    public JsonProtocol(String version) {
        this.version = version;
    }

    /** A new, empty JSON object. */
    public static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    /** The operation: what follows the last dot of {@code X-Amz-Target}. */
    public String operation(Call call) {
        String target = call.headers().getOrDefault("x-amz-target", List.of("")).getFirst();
        if (target.isEmpty()) {
            throw new AwsError(400, "UnknownOperationException", "The request names no operation.");
        }
        return target.substring(target.lastIndexOf('.') + 1);
    }

    /** The request's input; an empty object when there is no body. */
    public ObjectNode input(Call call) {
        return parse(call.body());
    }

    /** The JSON object in {@code body}; an empty one when there is nothing. */
    public static ObjectNode parse(byte[] body) {
        try {
            if (body.length == 0) {
                return object();
            }
            if (JSON.readTree(body) instanceof ObjectNode object) {
                return object;
            }
            throw new AwsError(400, "SerializationException", "The request is no JSON object.");
        } catch (IOException malformed) {
            throw new AwsError(400, "SerializationException", String.valueOf(malformed.getMessage()));
        }
    }

    /** {@code json} as text. */
    public static byte[] bytes(JsonNode json) {
        try {
            return JSON.writeValueAsBytes(json);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** A success with {@code output}. */
    public Answer answer(JsonNode output) {
        return new Answer(200, headers(), bytes(output));
    }

    /** {@code error} as a JSON object with its code as the type. */
    public Answer answer(AwsError error) {
        ObjectNode body = object().put("__type", error.code()).put("message", error.message());
        body.setAll(error.fields());
        return new Answer(error.status(), headers(), bytes(body));
    }

    /** The answer to an operation that does not exist here. */
    public static AwsError unknown(String operation) {
        return new AwsError(400, "UnknownOperationException", "The operation " + operation + " is not simulated.");
    }

    private Map<String, String> headers() {
        return Map.of(
                "Content-Type",
                "application/x-amz-json-" + version,
                "x-amzn-RequestId",
                UUID.randomUUID().toString());
    }
}
