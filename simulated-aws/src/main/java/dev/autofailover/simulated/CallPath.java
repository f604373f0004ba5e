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

    /**
     * Carries the call out, or lets it fail as the faults will have it.
     *
     * @throws IOException what the caller's HTTP client would report
     */
    Answer send(Caller caller, Call call, ClientTimeouts timeouts) throws IOException {
        Instant at = time.instant();
        String operation = UNKNOWN;
        try {
            SimulatedService service = services.get(call.service());
            if (service == null) {
                throw new UnknownHostException(call.host());
            }
            operation = operationOf(service, call);
            Reply reply = withFaults(service, new Attempt(caller, call, operation, timeouts));
            record(caller, call, operation, at, reply.outcome());
            return reply.answer();
        } catch (IOException failure) {
            record(caller, call, operation, at, new RecordedCall.Outcome.Unanswered(describe(failure)));
            throw failure;
        }
    }

    private record Attempt(Caller caller, Call call, String operation, ClientTimeouts timeouts) {}

    private record Reply(Answer answer, RecordedCall.Outcome outcome) {}

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
        boolean replyLost = false;
        for (Fault fault : striking) {
            switch (fault.effect()) {
                case Effect.Hangs() ->
                    throw timeOut("connect", attempt.timeouts().connect());
                case Effect.Refuses() -> throw new ConnectException("Connection refused");
                case Effect.UnknownHost() ->
                    throw new UnknownHostException(attempt.call().host());
                case Effect.Fails(int status) -> {
                    return error(service, new AwsError(status, codeOf(status), "Service is unable to handle request."));
                }
                case Effect.Throttles() -> {
                    return error(service, service.throttled());
                }
                case Effect.Slow(Duration by) -> delay(by, attempt.timeouts().read());
                case Effect.Holds() -> fault.awaitLift();
                case Effect.LosesReply() -> replyLost = true;
            }
        }
        Reply reply = carryOut(service, attempt.call());
        if (replyLost) {
            throw timeOut("Read", attempt.timeouts().read());
        }
        return reply;
    }

    private void delay(Duration by, Duration readTimeout) throws IOException {
        if (by.compareTo(readTimeout) > 0) {
            throw timeOut("Read", readTimeout);
        }
        time.pause(by);
    }

    private Reply carryOut(SimulatedService service, Call call) throws IOException {
        if (Thread.currentThread().isInterrupted()) {
            throw new InterruptedIOException("interrupted before the request was sent");
        }
        try {
            Answer answer = service.answer(call);
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

    private static String codeOf(int status) {
        return status == 503 ? "ServiceUnavailable" : "InternalFailure";
    }

    private static String describe(IOException failure) {
        return failure.getClass().getSimpleName() + ": " + failure.getMessage();
    }

    private void record(Caller caller, Call call, String operation, Instant at, RecordedCall.Outcome outcome) {
        recording.add(new RecordedCall(at, caller, operation, call, outcome, Duration.between(at, time.instant())));
    }
}
