// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.simulated.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.autofailover.simulated.AwsTiming;
import dev.autofailover.simulated.Caller;
import dev.autofailover.simulated.Clients;
import dev.autofailover.simulated.Effect;
import dev.autofailover.simulated.Scope;
import dev.autofailover.simulated.SimulatedAws;
import dev.autofailover.simulated.VirtualTime;
import dev.autofailover.simulated.lambda.FunctionDefinition.Asynchronous;
import dev.autofailover.simulated.sqs.SimulatedSqs;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvocationType;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import software.amazon.awssdk.services.lambda.model.LambdaException;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;
import software.amazon.awssdk.services.lambda.model.TooManyRequestsException;
import software.amazon.awssdk.services.sqs.SqsClient;

class SimulatedLambdaTest {
    private static final Instant START = Instant.parse("2026-11-21T10:00:00Z");
    private static final String LETTERS = "arn:aws:sqs:eu-west-1:111122223333:letters";

    private final VirtualTime time = new VirtualTime(START);
    private final SimulatedAws aws = new SimulatedAws(time);
    private final SimulatedLambda service = new SimulatedLambda(aws, AwsTiming.none());
    private final SimulatedSqs queues = new SimulatedSqs(aws);
    private final LambdaClient lambda =
            Clients.of(LambdaClient.builder(), aws.with(service).with(queues), "eu-west-1");
    private final List<String> log = new ArrayList<>();

    @AfterEach
    void close() {
        time.close();
    }

    @Test
    void aFunctionAnswersItsCaller() {
        deploy((in, out, context) -> {
            out.write("{\"was\":".getBytes(StandardCharsets.UTF_8));
            in.transferTo(out);
            out.write('}');
            log(context.functionName() + " " + context.remaining() + " " + context.invokedArn());
        });
        InvokeResponse answer = invoke("f", InvocationType.REQUEST_RESPONSE);
        assertThat(answer.payload().asUtf8String()).isEqualTo("{\"was\":{\"a\":1}}");
        assertThat(answer.functionError()).isNull();
        assertThat(log).containsExactly("0 f PT3S arn:aws:lambda:eu-west-1:111122223333:function:f");
    }

    @Test
    void aFunctionIsFoundByAliasAndByArnButNotByAnUnknownOne() {
        service.deploy(FunctionDefinition.of("f", "eu-west-1", (in, out, context) -> log(context.invokedArn()))
                .alias("live"));
        invoke("f:live", InvocationType.REQUEST_RESPONSE);
        invoke("arn:aws:lambda:eu-west-1:111122223333:function:f", InvocationType.REQUEST_RESPONSE);
        lambda.invoke(invoke -> invoke.functionName("f").qualifier("live"));
        assertThat(log)
                .containsExactly(
                        "0 arn:aws:lambda:eu-west-1:111122223333:function:f:live",
                        "0 arn:aws:lambda:eu-west-1:111122223333:function:f",
                        "0 arn:aws:lambda:eu-west-1:111122223333:function:f:live");
        assertThatThrownBy(() -> invoke("f:next", InvocationType.REQUEST_RESPONSE))
                .isInstanceOf(ResourceNotFoundException.class);
        assertThatThrownBy(() -> invoke("g", InvocationType.EVENT)).isInstanceOf(ResourceNotFoundException.class);
    }

    @Test
    void whatAFunctionThrowsIsAFunctionError() {
        deploy((in, out, context) -> {
            throw new IllegalStateException("no plan");
        });
        InvokeResponse answer = invoke("f", InvocationType.REQUEST_RESPONSE);
        assertThat(answer.functionError()).isEqualTo("Unhandled");
        assertThat(answer.payload().asUtf8String())
                .contains("\"errorMessage\":\"no plan\"", "\"errorType\":\"java.lang.IllegalStateException\"");
    }

    @Test
    void aFunctionThatTakesTooLongIsStoppedAndItsEnvironmentWithIt() {
        AtomicInteger environments = new AtomicInteger();
        service.deploy(FunctionDefinition.of("f", "eu-west-1", () -> {
                    environments.incrementAndGet();
                    return (in, out, context) -> {
                        time.pause(Duration.ofSeconds(10));
                        log("too late");
                    };
                })
                .timeout(Duration.ofSeconds(1)));
        InvokeResponse answer = invoke("f", InvocationType.REQUEST_RESPONSE);
        assertThat(time.instant()).isEqualTo(START.plusSeconds(1));
        assertThat(answer.payload().asUtf8String()).contains("Sandbox.Timedout", "Task timed out after 1.00 seconds");
        invoke("f", InvocationType.REQUEST_RESPONSE);
        time.advance(Duration.ofMinutes(1));
        assertThat(log).isEmpty();
        assertThat(environments).hasValue(2);
    }

    @Test
    void anEnvironmentIsUsedAgainAndTheFirstStartIsSlower() {
        SimulatedAws slow = new SimulatedAws(time);
        SimulatedLambda cold = new SimulatedLambda(slow, AwsTiming.documented());
        cold.deploy(FunctionDefinition.of("f", "eu-west-1", (in, out, context) -> {}));
        LambdaClient client = Clients.of(LambdaClient.builder(), slow.with(cold), "eu-west-1");
        client.invoke(invoke -> invoke.functionName("f"));
        assertThat(time.instant()).isEqualTo(START.plusMillis(1200));
        client.invoke(invoke -> invoke.functionName("f"));
        assertThat(time.instant()).isEqualTo(START.plusMillis(1200));
    }

    @Test
    void aCallerThatWaitsNoLongerGoesOnWhileTheFunctionDoes() {
        deploy((in, out, context) -> {
            time.pause(Duration.ofMillis(2500));
            log("done");
        });
        assertThatThrownBy(() -> invoke("f", InvocationType.REQUEST_RESPONSE)).isInstanceOf(SdkClientException.class);
        assertThat(time.instant()).isEqualTo(START.plusSeconds(2));
        time.advance(Duration.ofSeconds(1));
        assertThat(log).containsExactly("2 done");
    }

    @Test
    void reservedConcurrencyRefusesCallersAndKeepsEventsWaiting() {
        service.deploy(FunctionDefinition.of("f", "eu-west-1", (in, out, context) -> {
                    log("begins");
                    time.pause(Duration.ofSeconds(2));
                })
                .concurrency(1));
        invoke("f", InvocationType.EVENT);
        invoke("f", InvocationType.EVENT);
        time.advance(Duration.ofSeconds(1));
        assertThatThrownBy(() -> invoke("f", InvocationType.REQUEST_RESPONSE))
                .isInstanceOf(TooManyRequestsException.class);
        time.advance(Duration.ofSeconds(10));
        assertThat(log).containsExactly("0 begins", "3 begins");
    }

    @Test
    void anEventIsTriedThreeTimesThenGoesToTheDestination() {
        createLetters();
        service.deploy(FunctionDefinition.of("f", "eu-west-1", (in, out, context) -> {
                    log("fails");
                    throw new java.io.IOException("on purpose");
                })
                .asynchronous(Asynchronous.DEFAULT.onFailure(LETTERS)));
        assertThat(invoke("f", InvocationType.EVENT).statusCode()).isEqualTo(202);
        time.advance(Duration.ofMinutes(10));
        assertThat(log).containsExactly("0 fails", "60 fails", "180 fails");
        assertThat(queues.bodies(LETTERS))
                .singleElement()
                .satisfies(letter -> assertThat(letter)
                        .contains(
                                "\"condition\":\"RetriesExhausted\"",
                                "\"approximateInvokeCount\":3",
                                "\"requestPayload\":{\"a\":1}",
                                "\"errorMessage\":\"on purpose\""));
    }

    @Test
    void theOlderDeadLetterQueueGetsTheEventItself() {
        createLetters();
        service.deploy(FunctionDefinition.of("f", "eu-west-1", (in, out, context) -> {
                    throw new IllegalStateException("on purpose");
                })
                .asynchronous(Asynchronous.DEFAULT.deadLetters(LETTERS).limits(0, Duration.ofHours(1))));
        invoke("f", InvocationType.EVENT);
        time.advance(Duration.ofSeconds(1));
        assertThat(queues.bodies(LETTERS)).containsExactly("{\"a\":1}");
    }

    @Test
    void aRegionThatGoesAwayStopsWhatRunsInItAndTriesItAgainWhenItIsBack() {
        deploy((in, out, context) -> {
            log("begins");
            time.pause(Duration.ofSeconds(2));
            log("ends");
        });
        invoke("f", InvocationType.EVENT);
        time.advance(Duration.ofSeconds(1));
        var outage = aws.faults().begin(Scope.region("eu-west-1"), new Effect.Hangs());
        time.advance(Duration.ofMinutes(1));
        assertThat(log).containsExactly("0 begins");
        outage.lift();
        time.advance(Duration.ofMinutes(1));
        assertThat(log).containsExactly("0 begins", "61 begins", "63 ends");
    }

    @Test
    void aStoppedFunctionReachesNobodyAnyMore() {
        createLetters();
        SqsClient sqs = Clients.of(SqsClient.builder(), aws, Caller.function("f", "eu-west-1"), "eu-west-1");
        service.deploy(FunctionDefinition.of("f", "eu-west-1", (in, out, context) -> {
                    try {
                        time.pause(Duration.ofSeconds(10));
                    } finally {
                        sqs.sendMessage(send -> send.queueUrl("letters").messageBody("a last word"));
                    }
                })
                .timeout(Duration.ofSeconds(1)));
        invoke("f", InvocationType.EVENT);
        time.advance(Duration.ofSeconds(20));
        assertThat(queues.bodies(LETTERS)).isEmpty();
    }

    @Test
    void theThreadsOfAStoppedFunctionReachNobodyEither() {
        createLetters();
        SqsClient sqs = Clients.of(SqsClient.builder(), aws, Caller.function("f", "eu-west-1"), "eu-west-1");
        service.deploy(FunctionDefinition.of(
                        "f",
                        "eu-west-1",
                        (in, out, context) -> time.together(List.<Supplier<String>>of(() -> {
                            try {
                                time.pause(Duration.ofSeconds(10));
                            } finally {
                                sqs.sendMessage(send -> send.queueUrl("letters").messageBody("a last word"));
                            }
                            return "";
                        })))
                .timeout(Duration.ofSeconds(1)));
        invoke("f", InvocationType.EVENT);
        time.advance(Duration.ofSeconds(20));
        assertThat(queues.bodies(LETTERS)).isEmpty();
    }

    @Test
    void whoeverWaitsForAFunctionOfALostRegionWaitsInVain() {
        deploy((in, out, context) -> time.pause(Duration.ofMillis(2500)));
        time.after(Duration.ofSeconds(1), () -> aws.faults().begin(Scope.region("eu-west-1"), new Effect.Hangs()));
        assertThatThrownBy(() -> invoke("f", InvocationType.REQUEST_RESPONSE)).isInstanceOf(SdkClientException.class);
        assertThat(time.instant()).isEqualTo(START.plusSeconds(2));
    }

    @Test
    void whatIsNotSimulatedIsRefused() {
        assertThatThrownBy(() -> lambda.listFunctions())
                .isInstanceOfSatisfying(
                        LambdaException.class,
                        refused -> assertThat(refused.awsErrorDetails().errorCode())
                                .isEqualTo("UnknownOperationException"));
    }

    private void deploy(Function code) {
        service.deploy(FunctionDefinition.of("f", "eu-west-1", code));
    }

    private InvokeResponse invoke(String function, InvocationType type) {
        return lambda.invoke(invoke ->
                invoke.functionName(function).invocationType(type).payload(SdkBytes.fromUtf8String("{\"a\":1}")));
    }

    private void createLetters() {
        Clients.of(SqsClient.builder(), aws, "eu-west-1").createQueue(queue -> queue.queueName("letters"));
    }

    private void log(String what) {
        log.add(Duration.between(START, time.instant()).toSeconds() + " " + what);
    }
}
