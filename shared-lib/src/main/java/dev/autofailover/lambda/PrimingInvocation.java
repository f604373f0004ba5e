// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.lambda;

import com.amazonaws.services.lambda.runtime.ClientContext;
import com.amazonaws.services.lambda.runtime.CognitoIdentity;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import com.amazonaws.services.lambda.runtime.LambdaRuntime;
import org.jspecify.annotations.Nullable;

/** An invocation that Lambda knows nothing of: it may take its time, and its log lines say what they are. */
record PrimingInvocation(String getFunctionName) implements Context {
    @Override
    public String getAwsRequestId() {
        return Priming.REQUEST;
    }

    @Override
    public String getLogGroupName() {
        return Priming.REQUEST;
    }

    @Override
    public String getLogStreamName() {
        return Priming.REQUEST;
    }

    @Override
    public String getFunctionVersion() {
        return Priming.REQUEST;
    }

    @Override
    public String getInvokedFunctionArn() {
        return Priming.REQUEST;
    }

    @Override
    public @Nullable CognitoIdentity getIdentity() {
        return null;
    }

    @Override
    public @Nullable ClientContext getClientContext() {
        return null;
    }

    @Override
    public int getRemainingTimeInMillis() {
        return 30_000;
    }

    @Override
    public int getMemoryLimitInMB() {
        return 512;
    }

    @Override
    public LambdaLogger getLogger() {
        return LambdaRuntime.getLogger();
    }
}
