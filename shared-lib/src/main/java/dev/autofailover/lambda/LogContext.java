// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import org.slf4j.MDC;

/**
 * What every log line of this thread carries until the context is closed: the request, the service, the run. For
 * try-with-resources; each level puts back what stood before it.
 */
public final class LogContext implements AutoCloseable {
    private final MDC.MDCCloseable[] entries;

    private LogContext(MDC.MDCCloseable... entries) {
        this.entries = entries;
    }

    /** From the start of an invocation to its end. */
    public static LogContext of(Context invocation) {
        return new LogContext(MDC.putCloseable("requestId", invocation.getAwsRequestId()));
    }

    /** While one service is worked on. */
    public static LogContext ofService(String service) {
        return new LogContext(MDC.putCloseable("service", service));
    }

    /** While a run of a service is worked on. */
    public static LogContext ofRun(String service, long generation) {
        return new LogContext(MDC.putCloseable("service", service), MDC.putCloseable("run", Long.toString(generation)));
    }

    @Override
    public void close() {
        for (MDC.MDCCloseable entry : entries) {
            entry.close();
        }
    }
}
