// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.simulated.lambda;

import com.amazonaws.services.lambda.runtime.ClientContext;
import com.amazonaws.services.lambda.runtime.CognitoIdentity;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * A simulated invocation as a handler sees it.
 *
 * @param log gets what the handler logs by way of its context
 */
public record HandlerContext(InvocationContext invocation, Consumer<String> log) implements Context {
    private static final int MEGABYTES = 512;

    @Override
    public String getAwsRequestId() {
        return invocation.requestId();
    }

    @Override
    public String getLogGroupName() {
        return "/aws/lambda/" + invocation.functionName();
    }

    @Override
    public String getLogStreamName() {
        return invocation.requestId();
    }

    @Override
    public String getFunctionName() {
        return invocation.functionName();
    }

    @Override
    public String getFunctionVersion() {
        return "$LATEST";
    }

    @Override
    public String getInvokedFunctionArn() {
        return invocation.invokedArn();
    }

    @Override
    public CognitoIdentity getIdentity() {
        throw new UnsupportedOperationException("no mobile client here");
    }

    @Override
    public ClientContext getClientContext() {
        throw new UnsupportedOperationException("no mobile client here");
    }

    @Override
    public int getRemainingTimeInMillis() {
        return Math.toIntExact(invocation.remaining().toMillis());
    }

    @Override
    public int getMemoryLimitInMB() {
        return MEGABYTES;
    }

    @Override
    public LambdaLogger getLogger() {
        return new LambdaLogger() {
            @Override
            public void log(String message) {
                HandlerContext.this.log.accept(message.stripTrailing());
            }

            @Override
            public void log(byte[] message) {
                log(new String(message, StandardCharsets.UTF_8));
            }
        };
    }
}
