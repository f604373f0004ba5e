// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.simulated.lambda;

import dev.autofailover.simulated.Answer;
import dev.autofailover.simulated.Arn;
import dev.autofailover.simulated.AwsError;
import dev.autofailover.simulated.AwsTiming;
import dev.autofailover.simulated.Call;
import dev.autofailover.simulated.Deliveries;
import dev.autofailover.simulated.Functions;
import dev.autofailover.simulated.SimulatedAws;
import dev.autofailover.simulated.SimulatedService;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Lambda: functions that were deployed here, invoked through its API or by other services. */
public final class SimulatedLambda implements SimulatedService, Functions {
    private static final int ASYNCHRONOUS_BYTES = 1024 * 1024;

    private final SimulatedAws aws;
    private final AwsTiming timing;
    private final Map<String, DeployedFunction> functions = new ConcurrentHashMap<>();
    private final List<Consumer<Invocation>> listeners = new CopyOnWriteArrayList<>();
    private final InvokeProtocol protocol;

    /** No functions yet; they take what other services of {@code aws} deliver to them. */
    public SimulatedLambda(SimulatedAws aws, AwsTiming timing) {
        this.aws = aws;
        this.timing = timing;
        protocol = new InvokeProtocol(this, aws.time());
        aws.deliveries().receive("lambda", this::invokeLater);
        aws.faults()
                .onRegionLoss(region -> functions.values().stream()
                        .filter(function -> function.definition().region().equals(region))
                        .forEach(DeployedFunction::lose));
    }

    /** Deploys {@code definition}, in place of a function of that name and Region; returns its ARN. */
    public String deploy(FunctionDefinition definition) {
        functions.put(definition.arn(), new DeployedFunction(definition));
        return definition.arn();
    }

    /** Deletes the function with this ARN. */
    public void delete(String arn) {
        functions.remove(arn);
    }

    /** Tells {@code listener} of every invocation that ends from now on. */
    public void subscribe(Consumer<Invocation> listener) {
        listeners.add(listener);
    }

    @Override
    public void invokeLater(String arn, byte[] event, String source) {
        aws.deliveries().hand(new Deliveries.Parcel(arn, source, event, Map.of()));
    }

    private void invokeLater(Deliveries.Parcel event) {
        DeployedFunction function = function(Arn.of(event.to()));
        if (event.payload().length > ASYNCHRONOUS_BYTES) {
            throw new AwsError(
                    413, "RequestTooLargeException", "Request must be smaller than " + ASYNCHRONOUS_BYTES + " bytes");
        }
        FunctionQueue queue = new FunctionQueue(aws, this, function, event);
        aws.time().after(timing.queueDispatch().takes(), queue::attempt);
    }

    /** The function that {@code arn} names, with a known alias or none. */
    DeployedFunction function(Arn arn) {
        String[] parts = arn.resource().split(":", -1);
        String plain = new Arn(
                        arn.service(),
                        arn.region(),
                        String.join(":", List.of(parts).subList(0, Math.min(2, parts.length))))
                .toString();
        return Optional.ofNullable(functions.get(plain))
                .filter(function -> parts.length < 3
                        || "$LATEST".equals(parts[2])
                        || function.definition().aliases().contains(parts[2]))
                .orElseThrow(() -> new AwsError(404, "ResourceNotFoundException", "Function not found: " + arn));
    }

    /**
     * Invokes {@code function} now and returns when it has ended.
     *
     * @throws AwsError when its concurrency is used up
     */
    Invocation invoke(DeployedFunction function, String arn, byte[] event, String from) {
        Instant at = aws.time().instant();
        Execution execution =
                new Execution(function, arn, event, aws, timing.coldStart().takes());
        Invocation.Result result = execution.run();
        Invocation ended = new Invocation(
                function.definition().name(),
                function.definition().region(),
                execution.requestId(),
                from,
                event,
                at,
                Duration.between(at, aws.time().instant()),
                result);
        listeners.forEach(listener -> listener.accept(ended));
        return ended;
    }

    @Override
    public String name() {
        return "lambda";
    }

    @Override
    public String operation(Call call) {
        return protocol.operation(call);
    }

    @Override
    public boolean takesTime(Call call) {
        return true;
    }

    @Override
    public Answer answer(Call call) {
        return protocol.answer(call);
    }

    @Override
    public Answer answer(AwsError error) {
        return protocol.answer(error);
    }

    @Override
    public AwsError throttled() {
        return tooManyRequests();
    }

    static AwsError tooManyRequests() {
        return new AwsError(429, "TooManyRequestsException", "Rate Exceeded.");
    }
}
