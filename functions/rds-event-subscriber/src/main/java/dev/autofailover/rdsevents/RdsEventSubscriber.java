// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.rdsevents;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.autofailover.lambda.LambdaSurroundings;
import dev.autofailover.lambda.LogContext;
import dev.autofailover.lambda.Priming;
import dev.autofailover.lambda.SignalRelay;
import dev.autofailover.lambda.Surroundings;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * Turns RDS events into votes, repairs and promotion blocks. They come by an event subscription (SNS), by EventBridge, or both:
 * what is heard twice counts once.
 */
public final class RdsEventSubscriber implements RequestStreamHandler {
    private final SignalRelay relay;
    private final RdsSignals signals = new RdsSignals(EventKinds.load());

    /** For AWS Lambda. */
    public RdsEventSubscriber() {
        Surroundings real = LambdaSurroundings.real();
        this(real);
        new Priming(real, RdsEventSubscriber.class, RdsEventSubscriber::new).beforeSnapshot();
    }

    /** In that world. */
    public RdsEventSubscriber(Surroundings surroundings) {
        relay = SignalRelay.of(surroundings, "rds-event-subscriber");
    }

    /** Answers with how many of each were said, ignored, unknown and poison. */
    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        try (LogContext _ = LogContext.of(context)) {
            relay.relay(input, signals::read).writeTo(output);
        }
    }
}
