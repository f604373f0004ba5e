// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.function.Supplier;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

/**
 * The stack's dead-letter queue, for the one bad record among good ones. (A whole input that fails is put there by Lambda itself, as
 * the on-failure destination of all functions.)
 */
public final class DeadLetters {
    private static final int LONGEST_REASON = 1_000;
    private final Supplier<SqsClient> sqs;
    private final String queueUrl;
    private final String function;

    private DeadLetters(Supplier<SqsClient> sqs, String queueUrl, String function) {
        this.sqs = sqs;
        this.queueUrl = queueUrl;
        this.function = function;
    }

    /** The queue that the variable DEAD_LETTERS names by its URL, in the function's Region, for what that function keeps. */
    public static DeadLetters of(Surroundings surroundings) {
        Variables variables = new Variables(surroundings.variables());
        Region region = variables.region("AWS_REGION");
        return new DeadLetters(
                new Lazy<>(() -> new AwsClients(surroundings).control(SqsClient.builder(), region)),
                variables.url("DEAD_LETTERS").toString(),
                variables.required("AWS_LAMBDA_FUNCTION_NAME", "the function's name, as Lambda does"));
    }

    /**
     * Keeps the input as the body of a message, so that it can be sent to the function again. The message's attributes are the
     * function's name and the reason.
     *
     * @throws software.amazon.awssdk.core.exception.SdkException when the queue does not take it
     */
    public void keep(JsonNode input, String reason) {
        sqs.get()
                .sendMessage(each -> each.queueUrl(queueUrl)
                        .messageBody(input.toString())
                        .messageAttributes(Map.of("function", text(function), "reason", text(printable(reason)))));
    }

    private static MessageAttributeValue text(String value) {
        return MessageAttributeValue.builder()
                .dataType("String")
                .stringValue(value)
                .build();
    }

    /** SQS takes only characters of XML 1.0, and no empty text. */
    private static String printable(String reason) {
        String clean = reason.replaceAll("[^\\x20-\\x7e\\xa0-\\ud7ff\\ue000-\\ufffd]", "?");
        return clean.isEmpty() ? "?" : clean.substring(0, Math.min(clean.length(), LONGEST_REASON));
    }
}
