// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.alarms;

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

/** Turns CloudWatch alarms into votes. They come by EventBridge, by SNS, or as the alarm's own action. */
public final class CloudWatchAlarmResponder implements RequestStreamHandler {
    private final SignalRelay relay;

    /** For AWS Lambda. */
    public CloudWatchAlarmResponder() {
        Surroundings real = LambdaSurroundings.real();
        this(real);
        new Priming(real, CloudWatchAlarmResponder.class, CloudWatchAlarmResponder::new).beforeSnapshot();
    }

    /** In that world. */
    public CloudWatchAlarmResponder(Surroundings surroundings) {
        relay = SignalRelay.of(surroundings, "cloudwatch-alarm-responder");
    }

    /** Answers with how many of each were said, ignored, unknown and poison. */
    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        try (LogContext _ = LogContext.of(context)) {
            relay.relay(input, AlarmSignals::read).writeTo(output);
        }
    }
}
