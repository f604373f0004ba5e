// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.simulated.protocol;

import dev.autofailover.simulated.Answer;
import dev.autofailover.simulated.AwsError;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Answers of AWS's query protocol, for a service with this XML namespace.
 *
 * @param namespace such as {@code http://rds.amazonaws.com/doc/2014-10-31/}
 */
public record QueryAnswers(String namespace) {
    /** The answer {@code ActionResponse} with its {@code ActionResult}. */
    public Answer success(String action, Consumer<Xml> result) {
        String requestId = UUID.randomUUID().toString();
        return xml(
                200,
                requestId,
                Xml.document(
                        action + "Response",
                        namespace,
                        xml -> xml.inside(action + "Result", result)
                                .inside("ResponseMetadata", metadata -> metadata.text("RequestId", requestId))));
    }

    /** The error as {@code ErrorResponse}. */
    public Answer error(AwsError error) {
        String requestId = UUID.randomUUID().toString();
        return xml(
                error.status(),
                requestId,
                Xml.document(
                        "ErrorResponse",
                        namespace,
                        xml -> xml.inside(
                                        "Error",
                                        inside -> inside.text("Type", error.status() < 500 ? "Sender" : "Receiver")
                                                .text("Code", error.code())
                                                .text("Message", String.valueOf(error.getMessage())))
                                .text("RequestId", requestId)));
    }

    /** What AWS says of an operation that the service does not have, here also of one that is not simulated. */
    public static AwsError invalidAction(String action, String version) {
        return new AwsError(400, "InvalidAction", "Could not find operation " + action + " for version " + version);
    }

    private static Answer xml(int status, String requestId, byte[] body) {
        return new Answer(status, Map.of("Content-Type", "text/xml", "x-amzn-RequestId", requestId), body);
    }
}
