// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.simulated;

import dev.autofailover.simulated.protocol.QueryParameters;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;

/** The AWS query protocol: a form with an {@code Action} in, XML out. */
public final class QueryProtocol {
    private final String namespace;

    /** The protocol of a service with this XML namespace, such as {@code http://rds.amazonaws.com/doc/2014-10-31/}. */
    public QueryProtocol(String namespace) {
        this.namespace = namespace;
    }

    /** The operation: the parameter {@code Action}. */
    public String operation(Call call) {
        String action = QueryParameters.of(call).action();
        if (action.isEmpty()) {
            throw new AwsError(400, "MissingAction", "The request must contain the parameter Action.");
        }
        return action;
    }

    /** A success: {@code <OperationResponse><OperationResult>…</OperationResult>…}. */
    public Answer answer(String operation, Consumer<Xml> result) {
        return xml(
                200,
                new Xml()
                        .element(
                                operation + "Response",
                                namespace,
                                response -> response.element(operation + "Result", result)
                                        .element(
                                                "ResponseMetadata",
                                                metadata -> metadata.text("RequestId", requestId()))));
    }

    /** {@code error} as an {@code ErrorResponse}. */
    public Answer answer(AwsError error) {
        return xml(
                error.status(),
                new Xml()
                        .element(
                                "ErrorResponse",
                                namespace,
                                response -> response.element(
                                                "Error",
                                                xml -> xml.text("Type", error.status() < 500 ? "Sender" : "Receiver")
                                                        .text("Code", error.code())
                                                        .text("Message", error.message()))
                                        .text("RequestId", requestId())));
    }

    /** The answer to an operation that does not exist here. */
    public static AwsError unknown(String operation) {
        return new AwsError(400, "InvalidAction", "The action " + operation + " is not simulated.");
    }

    private static Answer xml(int status, Xml xml) {
        return new Answer(
                status, Map.of("Content-Type", "text/xml"), xml.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static String requestId() {
        return UUID.randomUUID().toString();
    }
}
