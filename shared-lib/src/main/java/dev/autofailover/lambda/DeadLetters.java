// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.function.Supplier;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

/**
 * The function's own dead-letter queue, for the one bad record among good ones. (A whole input that fails is put there by Lambda
 * itself, as the function's on-failure destination.)
 */
public final class DeadLetters {
    private static final int LONGEST_REASON = 1_000;
    private final Supplier<SqsClient> sqs;
    private final String queueUrl;

    public DeadLetters(Supplier<SqsClient> sqs, String queueUrl) {
        this.sqs = sqs;
        this.queueUrl = queueUrl;
    }

    /** The queue that the variable DEAD_LETTERS names by its URL, in the function's Region. */
    public static DeadLetters of(Surroundings surroundings) {
        Variables variables = new Variables(surroundings.variables());
        Region region = variables.region("AWS_REGION");
        return new DeadLetters(
                new Lazy<>(() -> new AwsClients(surroundings).control(SqsClient.builder(), region)),
                variables.url("DEAD_LETTERS").toString());
    }

    /**
     * Keeps the input as the body of a message, so that it can be sent to the function again; the reason is its attribute.
     *
     * @throws software.amazon.awssdk.core.exception.SdkException when the queue does not take it
     */
    public void keep(JsonNode input, String reason) {
        MessageAttributeValue why = MessageAttributeValue.builder()
                .dataType("String")
                .stringValue(printable(reason))
                .build();
        sqs.get()
                .sendMessage(each ->
                        each.queueUrl(queueUrl).messageBody(input.toString()).messageAttributes(Map.of("reason", why)));
    }

    /** SQS takes only characters of XML 1.0, and no empty text. */
    private static String printable(String reason) {
        String clean = reason.replaceAll("[^\\x20-\\x7e\\xa0-\\ud7ff\\ue000-\\ufffd]", "?");
        return clean.isEmpty() ? "?" : clean.substring(0, Math.min(clean.length(), LONGEST_REASON));
    }
}
