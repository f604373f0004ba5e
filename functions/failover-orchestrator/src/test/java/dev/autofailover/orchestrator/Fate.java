// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.orchestrator;

import dev.autofailover.simulated.SimulatedTime;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;

/** What befalls one invocation at one of its calls to AWS. */
final class Fate {
    /** The kinds of it. */
    enum Kind {
        NOTHING,
        /** The process dies before the call. */
        DIES_BEFORE,
        /** The process dies after the call had its effect. */
        DIES_AFTER,
        /** The call had its effect, and the answer never comes. */
        LOSES_REPLY,
        /** The call is throttled, by the fault that begins {@link #with} it. */
        THROTTLED
    }

    private final Kind kind;
    private final int atCall;
    private final AtomicInteger calls = new AtomicInteger();
    private volatile Runnable onceThere = () -> {};
    private volatile boolean dead;

    Fate(Kind kind, int atCall) {
        this.kind = kind;
        this.atCall = atCall;
    }

    static Fate none() {
        return new Fate(Kind.NOTHING, 0);
    }

    /** Does that to the world just before the call. */
    Fate with(Runnable change) {
        onceThere = change;
        return this;
    }

    /** Whether the invocation made so many calls that this befell it. */
    boolean struck() {
        return calls.get() >= atCall;
    }

    /** A dead process does nothing more. */
    void check() {
        if (dead) {
            throw new SimulatedTime.Stopped();
        }
    }

    @Override
    public String toString() {
        return kind + " at call " + atCall;
    }

    SdkHttpClient over(SdkHttpClient real) {
        return new SdkHttpClient() {
            @Override
            public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
                ExecutableHttpRequest prepared = real.prepareRequest(request);
                return new ExecutableHttpRequest() {
                    @Override
                    public HttpExecuteResponse call() throws IOException {
                        return befall(prepared);
                    }

                    @Override
                    public void abort() {
                        prepared.abort();
                    }
                };
            }

            @Override
            public void close() {
                real.close();
            }
        };
    }

    private HttpExecuteResponse befall(ExecutableHttpRequest prepared) throws IOException {
        check();
        boolean now = calls.incrementAndGet() == atCall;
        if (now && kind == Kind.DIES_BEFORE) {
            dead = true;
        }
        check();
        if (now) {
            onceThere.run();
        }
        HttpExecuteResponse response = prepared.call();
        if (now && kind == Kind.DIES_AFTER) {
            dead = true;
        }
        check();
        if (now && kind == Kind.LOSES_REPLY) {
            throw new SocketTimeoutException("Read timed out");
        }
        return response;
    }
}
