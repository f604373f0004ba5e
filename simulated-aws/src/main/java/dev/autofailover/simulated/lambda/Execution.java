// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.simulated.lambda;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.autofailover.simulated.JsonProtocol;
import dev.autofailover.simulated.Life;
import dev.autofailover.simulated.SimulatedAws;
import dev.autofailover.simulated.SimulatedTime;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One event in one environment, until the function returns, throws, runs out of time, or its Region goes away. */
final class Execution {
    private static final Logger LOG = LoggerFactory.getLogger(Execution.class);

    private final DeployedFunction function;
    private final String invokedArn;
    private final byte[] event;
    private final SimulatedTime time;
    private final Duration coldStart;
    private final String requestId;
    private final SimulatedTime.Gate ended;
    private final AtomicReference<Invocation.@Nullable Result> result = new AtomicReference<>();
    private final AtomicReference<SimulatedTime.@Nullable Running> task = new AtomicReference<>();

    Execution(DeployedFunction function, String invokedArn, byte[] event, SimulatedAws aws, Duration coldStart) {
        this.function = function;
        this.invokedArn = invokedArn;
        this.event = event.clone();
        time = aws.time();
        requestId = aws.newId();
        this.coldStart = coldStart;
        ended = time.gate();
    }

    String requestId() {
        return requestId;
    }

    /** Carries it out and returns how it ended. */
    Invocation.Result run() {
        Optional<Function> warm = function.admit(this);
        SimulatedTime.Gate begun = time.gate();
        SimulatedTime.Running running = time.start(() -> {
            begun.await();
            Life.of(Objects.requireNonNull(task.get()), () -> execute(warm));
        });
        task.set(running);
        begun.open();
        ended.await();
        return Objects.requireNonNull(result.get());
    }

    /** The Region went away. */
    void lose() {
        end(new Invocation.Result.Lost());
        stop();
    }

    private void execute(Optional<Function> warm) {
        Function environment;
        try {
            environment = warm.orElseGet(this::coldStart);
        } catch (RuntimeException broken) {
            LOG.warn("{} could not start", invokedArn, broken);
            end(new Invocation.Result.Failed(describe(broken)));
            return;
        }
        Duration limit = function.definition().timeout();
        Instant deadline = time.instant().plus(limit);
        time.at(deadline, () -> runOut(limit));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            environment.handle(new ByteArrayInputStream(event), out, context(deadline));
            end(new Invocation.Result.Returned(out.toByteArray()), environment);
        } catch (SimulatedTime.Stopped stopped) {
            throw stopped;
        } catch (Throwable thrown) {
            LOG.info("{} failed", invokedArn, thrown);
            end(new Invocation.Result.Failed(describe(thrown)), environment);
        }
    }

    private Function coldStart() {
        time.pause(coldStart);
        return function.definition().environments().get();
    }

    private InvocationContext context(Instant deadline) {
        return new InvocationContext(requestId, function.definition().name(), invokedArn, deadline, time);
    }

    private void runOut(Duration limit) {
        ObjectNode error = JsonProtocol.object()
                .put("errorType", "Sandbox.Timedout")
                .put(
                        "errorMessage",
                        String.format(
                                Locale.ROOT,
                                "RequestId: %s Error: Task timed out after %.2f seconds",
                                requestId,
                                limit.toMillis() / 1000.0));
        if (end(new Invocation.Result.Failed(JsonProtocol.bytes(error)))) {
            stop();
        }
    }

    private void stop() {
        SimulatedTime.Running running = task.get();
        if (running != null) {
            running.stop();
        }
    }

    private boolean end(Invocation.Result how) {
        boolean first = result.compareAndSet(null, how);
        if (first) {
            function.leave(this, Optional.empty());
            ended.open();
        }
        return first;
    }

    private void end(Invocation.Result how, Function environment) {
        if (result.compareAndSet(null, how)) {
            function.leave(this, Optional.of(environment));
            ended.open();
        }
    }

    private static byte[] describe(Throwable thrown) {
        ObjectNode error = JsonProtocol.object()
                .put("errorMessage", String.valueOf(thrown.getMessage()))
                .put("errorType", thrown.getClass().getName());
        Arrays.stream(thrown.getStackTrace()).map(String::valueOf).forEach(error.putArray("stackTrace")::add);
        return JsonProtocol.bytes(error);
    }
}
