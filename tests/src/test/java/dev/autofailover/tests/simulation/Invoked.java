// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.tests.simulation;

import com.amazonaws.services.lambda.runtime.ClientContext;
import com.amazonaws.services.lambda.runtime.CognitoIdentity;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import dev.autofailover.simulated.lambda.InvocationContext;

/** A simulated invocation as a handler sees it; what no handler of ours may need is refused. */
record Invoked(InvocationContext invocation) implements Context {
    @Override
    public String getAwsRequestId() {
        return invocation.requestId();
    }

    @Override
    public String getFunctionName() {
        return invocation.functionName();
    }

    @Override
    public String getInvokedFunctionArn() {
        return invocation.invokedArn();
    }

    @Override
    public int getRemainingTimeInMillis() {
        return Math.toIntExact(invocation.remaining().toMillis());
    }

    @Override
    public String getLogGroupName() {
        throw notSimulated();
    }

    @Override
    public String getLogStreamName() {
        throw notSimulated();
    }

    @Override
    public String getFunctionVersion() {
        return "$LATEST";
    }

    @Override
    public CognitoIdentity getIdentity() {
        throw notSimulated();
    }

    @Override
    public ClientContext getClientContext() {
        throw notSimulated();
    }

    @Override
    public int getMemoryLimitInMB() {
        throw notSimulated();
    }

    @Override
    public LambdaLogger getLogger() {
        throw notSimulated();
    }

    private static UnsupportedOperationException notSimulated() {
        return new UnsupportedOperationException("no handler of ours asks for this");
    }
}
