// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.simulated;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The way of one call: through the faults to its service and back, recorded. */
final class CallPath {
    private static final String UNKNOWN = "Unknown";

    /** How long AWS takes a signed request (AWS General Reference, elements of a request signature). */
    private static final Duration SIGNATURE_LIFE = Duration.ofMinutes(5);

    private final SimulatedTime time;
    private final Map<String, SimulatedService> services;
    private final Faults faults;
    private final Recording recording;

    CallPath(SimulatedTime time, Map<String, SimulatedService> services, Faults faults, Recording recording) {
        this.time = time;
        this.services = services;
        this.faults = faults;
        this.recording = recording;
    }

    private record Attempt(Instant at, Caller caller, Call call, String operation, ClientTimeouts timeouts) {}

    private record Reply(Answer answer, RecordedCall.Outcome outcome) {}

    /**
     * Carries the call out, or lets it fail as the faults will have it.
     *
     * @throws IOException what the caller's HTTP client would report
     */
    Answer send(Caller caller, Call call, ClientTimeouts timeouts) throws IOException {
        Life.expect();
        Optional<SimulatedService> service = Optional.ofNullable(services.get(call.service()));
        String operation = service.map(known -> operationOf(known, call)).orElse(UNKNOWN);
        Attempt attempt = new Attempt(time.instant(), caller, call, operation, timeouts);
        try {
            Reply reply = withFaults(service.orElseThrow(() -> new UnknownHostException(call.host())), attempt);
            record(attempt, reply.outcome());
            return reply.answer();
        } catch (IOException failure) {
            record(attempt, unanswered(failure));
            throw failure;
        } catch (SimulatedTime.Stopped stopped) {
            record(attempt, new RecordedCall.Outcome.Unanswered("the caller stopped waiting"));
            if (Life.isOver() || !Thread.currentThread().isInterrupted()) {
                throw stopped;
            }
            // The SDK's own time-out interrupts the thread, and wants to hear of it as of any other failure.
            throw new InterruptedIOException("interrupted while waiting for the answer");
        }
    }

    private static String operationOf(SimulatedService service, Call call) {
        try {
            return service.operation(call);
        } catch (AwsError unnamed) {
            return UNKNOWN;
        }
    }

    private Reply withFaults(SimulatedService service, Attempt attempt) throws IOException {
        if (attempt.caller().region().filter(faults::isGone).isPresent()) {
            throw timeOut("connect", attempt.timeouts().connect());
        }
        List<Fault> striking = faults.striking(attempt.call(), attempt.operation(), attempt.caller());
        for (Fault fault : striking) {
            Optional<Reply> instead = strike(fault.effect(), service, attempt);
            if (instead.isPresent()) {
                return instead.get();
            }
        }
        List<Fault> holding = striking.stream()
                .filter(fault -> fault.effect() instanceof Effect.Holds)
                .toList();
        Reply reply = holding.isEmpty() && !service.takesTime(attempt.call())
                ? carryOut(service, attempt)
                : beside(service, attempt, holding);
        if (striking.stream().anyMatch(fault -> fault.effect() instanceof Effect.LosesReply)) {
            throw timeOut("Read", attempt.timeouts().read());
        }
        return reply;
    }

    /** What the fault answers instead of the service; empty when the call goes on. */
    private Optional<Reply> strike(Effect effect, SimulatedService service, Attempt attempt) throws IOException {
        ClientTimeouts timeouts = attempt.timeouts();
        switch (effect) {
            case Effect.Hangs() -> throw timeOut("connect", timeouts.connect());
            case Effect.Refuses() -> throw new ConnectException("Connection refused");
            case Effect.UnknownHost() ->
                throw new UnknownHostException(attempt.call().host());
            case Effect.Fails(int status) -> {
                String code = status == 503 ? "ServiceUnavailable" : "InternalFailure";
                return Optional.of(error(service, new AwsError(status, code, "Service is unable to handle request.")));
            }
            case Effect.Answers(int status, String code) -> {
                return Optional.of(error(service, new AwsError(status, code, "Refused.")));
            }
            case Effect.Throttles() -> {
                return Optional.of(error(service, service.throttled()));
            }
            case Effect.Slow(Duration by)
            when by.compareTo(timeouts.read()) > 0 -> throw timeOut("Read", timeouts.read());
            case Effect.Slow(Duration by) -> time.pause(by);
            case Effect.Holds() -> {
                // Held just before it has its effect.
            }
            case Effect.LosesReply() -> {
                // Lost after it has had its effect.
            }
        }
        return Optional.empty();
    }

    /** Carries the call out on its own: it reaches the service also when its caller has died or gone on meanwhile. */
    private Reply beside(SimulatedService service, Attempt attempt, List<Fault> holding) throws IOException {
        SimulatedTime.Gate answered = time.gate();
        Reply[] reply = new Reply[1];
        boolean[] abandoned = new boolean[1];
        time.start(() -> {
            holding.forEach(Fault::awaitLift);
            Reply came = carryOut(service, attempt);
            synchronized (reply) {
                reply[0] = came;
                if (abandoned[0]) {
                    record(attempt, came.outcome());
                }
            }
            answered.open();
        });
        if (holding.isEmpty()) {
            time.after(attempt.timeouts().read(), answered::open);
        }
        try {
            answered.await();
        } finally {
            synchronized (reply) {
                abandoned[0] = reply[0] == null && !holding.isEmpty();
            }
        }
        Optional<Reply> came;
        synchronized (reply) {
            came = Optional.ofNullable(reply[0]);
        }
        return came.orElseThrow(() -> new SocketTimeoutException("Read timed out"));
    }

    private Reply carryOut(SimulatedService service, Attempt attempt) {
        if (attempt.at().plus(SIGNATURE_LIFE).isBefore(time.instant())) {
            return error(
                    service,
                    new AwsError(403, "SignatureDoesNotMatch", "Signature expired: signed at " + attempt.at()));
        }
        try {
            Answer answer = service.answer(attempt.call());
            return new Reply(answer, new RecordedCall.Outcome.Answered(answer.status(), Optional.empty()));
        } catch (AwsError error) {
            return error(service, error);
        }
    }

    private static Reply error(SimulatedService service, AwsError error) {
        return new Reply(
                service.answer(error), new RecordedCall.Outcome.Answered(error.status(), Optional.of(error.code())));
    }

    private SocketTimeoutException timeOut(String what, Duration after) {
        time.pause(after);
        return new SocketTimeoutException(what + " timed out");
    }

    private static RecordedCall.Outcome unanswered(IOException failure) {
        return new RecordedCall.Outcome.Unanswered(failure.getClass().getSimpleName() + ": " + failure.getMessage());
    }

    private void record(Attempt attempt, RecordedCall.Outcome outcome) {
        Duration took = Duration.between(attempt.at(), time.instant());
        recording.add(
                new RecordedCall(attempt.at(), attempt.caller(), attempt.operation(), attempt.call(), outcome, took));
    }
}
