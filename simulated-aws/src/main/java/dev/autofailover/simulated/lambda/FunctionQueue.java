// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.simulated.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.autofailover.simulated.AwsError;
import dev.autofailover.simulated.Deliveries;
import dev.autofailover.simulated.JsonProtocol;
import dev.autofailover.simulated.SimulatedAws;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One event in the queue that every function has: tried again after errors and throttles, and given up at last (Lambda Developer Guide,
 * "Error handling for asynchronous invocation").
 */
final class FunctionQueue {
    private static final Logger LOG = LoggerFactory.getLogger(FunctionQueue.class);
    private static final List<Duration> AFTER_ERRORS = List.of(Duration.ofMinutes(1), Duration.ofMinutes(2));
    private static final Duration LONGEST_BACK_OFF = Duration.ofMinutes(5);

    private final SimulatedAws aws;
    private final SimulatedLambda lambda;
    private final DeployedFunction function;
    private final Deliveries.Parcel event;
    private final Instant began;
    private int errors;
    private int throttles;
    private int attempts;

    FunctionQueue(SimulatedAws aws, SimulatedLambda lambda, DeployedFunction function, Deliveries.Parcel event) {
        this.aws = aws;
        this.lambda = lambda;
        this.function = function;
        this.event = event;
        began = aws.time().instant();
    }

    /** Tries the event now, and again as often as Lambda would. */
    void attempt() {
        String region = function.definition().region();
        if (aws.faults().isGone(region)) {
            aws.faults().whenBack(region, this::attempt);
            return;
        }
        if (began.plus(function.definition().asynchronous().maxAge())
                .isBefore(aws.time().instant())) {
            giveUp("EventAgeExceeded", Optional.empty());
            return;
        }
        try {
            attempts++;
            switch (lambda.invoke(function, event.to(), event.payload(), event.from())
                    .result()) {
                case Invocation.Result.Returned returned -> LOG.debug("{} is done with {}", event.to(), returned);
                case Invocation.Result.Failed(byte[] error) -> afterError(error);
                case Invocation.Result.Lost() -> aws.faults().whenBack(region, this::attempt);
            }
        } catch (AwsError throttled) {
            attempts--;
            LOG.debug("{} is throttled", event.to(), throttled);
            aws.time().after(backOff(), this::attempt);
        }
    }

    private Duration backOff() {
        Duration delay = Duration.ofSeconds(1L << Math.min(throttles++, 20));
        return delay.compareTo(LONGEST_BACK_OFF) < 0 ? delay : LONGEST_BACK_OFF;
    }

    private void afterError(byte[] error) {
        if (errors >= function.definition().asynchronous().retries()) {
            giveUp("RetriesExhausted", Optional.of(error));
            return;
        }
        aws.time().after(AFTER_ERRORS.get(Math.min(errors++, AFTER_ERRORS.size() - 1)), this::attempt);
    }

    private void giveUp(String condition, Optional<byte[]> error) {
        FunctionDefinition.Asynchronous handling = function.definition().asynchronous();
        LOG.warn("{} gave an event up: {}", event.to(), condition);
        handling.onFailure().ifPresent(arn -> send(arn, failure(condition, error), Map.of()));
        handling.deadLetters()
                .ifPresent(arn -> send(
                        arn,
                        event.payload(),
                        Map.of(
                                "RequestID", aws.newId(),
                                "ErrorCode", "200",
                                "ErrorMessage",
                                        error.map(FunctionQueue::message).orElse(condition))));
    }

    private void send(String arn, byte[] payload, Map<String, String> attributes) {
        try {
            aws.deliveries().hand(new Deliveries.Parcel(arn, "lambda", payload, attributes));
        } catch (AwsError lost) {
            LOG.error("{} could not take a given-up event of {}", arn, event.to(), lost);
        }
    }

    /** The record that a destination gets (Lambda Developer Guide, "Destinations"). */
    private byte[] failure(String condition, Optional<byte[]> error) {
        ObjectNode record = JsonProtocol.object()
                .put("version", "1.0")
                .put("timestamp", aws.time().instant().toString());
        record.putObject("requestContext")
                .put("requestId", aws.newId())
                .put("functionArn", qualified(event.to()))
                .put("condition", condition)
                .put("approximateInvokeCount", attempts);
        record.set("requestPayload", json(event.payload()));
        error.ifPresent(payload -> {
            record.putObject("responseContext")
                    .put("statusCode", 200)
                    .put("executedVersion", "$LATEST")
                    .put("functionError", "Unhandled");
            record.set("responsePayload", json(payload));
        });
        return JsonProtocol.bytes(record);
    }

    private static String qualified(String arn) {
        return arn.split(":", -1).length == 7 ? arn + ":$LATEST" : arn;
    }

    private static String message(byte[] error) {
        return json(error).path("errorMessage").asText();
    }

    private static JsonNode json(byte[] payload) {
        try {
            return JsonProtocol.JSON.readTree(payload);
        } catch (IOException noJson) {
            return TextNode.valueOf(new String(payload, StandardCharsets.UTF_8));
        }
    }
}
