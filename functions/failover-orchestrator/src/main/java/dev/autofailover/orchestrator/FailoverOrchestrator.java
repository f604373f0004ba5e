// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.orchestrator;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.autofailover.json.Json;
import dev.autofailover.lambda.InputReader;
import dev.autofailover.lambda.LambdaSurroundings;
import dev.autofailover.lambda.LogContext;
import dev.autofailover.lambda.Priming;
import dev.autofailover.lambda.SideBySide;
import dev.autofailover.lambda.Surroundings;
import dev.autofailover.orchestrator.traffic.DnsQuery;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * The Lambda function that decides and acts. Takes signals (SNS), the minute's tick ({@code {"tick":true}}) and operators' commands;
 * answers a command with what came of it.
 */
public final class FailoverOrchestrator implements RequestStreamHandler {
    private final Orchestrator orchestrator;

    /** In AWS Lambda. */
    public FailoverOrchestrator() {
        Surroundings real = LambdaSurroundings.real();
        this(real);
        new Priming(real, FailoverOrchestrator.class, FailoverOrchestrator::new).beforeSnapshot();
    }

    /** In any surroundings. */
    public FailoverOrchestrator(Surroundings surroundings) {
        this.orchestrator = Composition.of(surroundings);
    }

    /**
     * In a world of the caller's, order of events included.
     *
     * @param dns what clients are led to
     */
    public FailoverOrchestrator(Surroundings surroundings, DnsQuery dns, SideBySide sideBySide) {
        this.orchestrator = Composition.of(surroundings, new Composition.Outside(sideBySide, sideBySide, dns));
    }

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        try (var _ = LogContext.of(context)) {
            ObjectNode answer = orchestrator.handle(InputReader.read(input), context.getRemainingTimeInMillis());
            output.write(Json.write(answer).getBytes(StandardCharsets.UTF_8));
        }
    }
}
