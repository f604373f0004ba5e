// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.simulated;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.UUID;

/** The REST-JSON protocol: the operation in method and path, JSON bodies, the error's code in a header. */
public final class RestJson {
    private RestJson() {}

    /** A success with {@code output}. */
    public static Answer answer(JsonNode output) {
        return new Answer(
                200,
                Map.of("Content-Type", "application/json", "x-amzn-RequestId", requestId()),
                JsonProtocol.bytes(output));
    }

    /** {@code error}, with its code in the header. */
    public static Answer answer(AwsError error) {
        ObjectNode body = JsonProtocol.object()
                .put("Type", error.status() < 500 ? "User" : "Service")
                .put("message", error.message())
                .put("Message", error.message());
        body.setAll(error.fields());
        return new Answer(
                error.status(),
                Map.of(
                        "Content-Type", "application/json",
                        "x-amzn-RequestId", requestId(),
                        "x-amzn-ErrorType", error.code()),
                JsonProtocol.bytes(body));
    }

    /** The answer to a request that names no operation that is here. */
    public static AwsError unknown(Call call) {
        return new AwsError(404, "UnknownOperationException", "Not simulated: " + call.method() + " " + call.path());
    }

    /** A new request id. */
    public static String requestId() {
        return UUID.randomUUID().toString();
    }
}
