// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.tests.simulation;

import dev.autofailover.lambda.Waiting;
import dev.autofailover.simulated.Caller;
import dev.autofailover.simulated.ClientTimeouts;
import dev.autofailover.simulated.SimulatedAws;
import java.io.IOException;
import java.time.Duration;
import java.util.function.Function;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;

/**
 * The network with the functions' limits on virtual time, which the SDK's own timers don't know: an attempt as long as for a site's
 * Region, an invocation as long as the function it waits for may run. And with the time that a function's calls take.
 */
final class Network implements SdkHttpClient {
    private static final Duration CONNECT = Duration.ofSeconds(1);

    private final SdkHttpClient calls;
    private final SdkHttpClient invocations;
    private final Function<String, Duration> distance;
    private final Waiting waiting;

    Network(SimulatedAws aws, Caller caller, Distances distances, Waiting waiting) {
        this.distance = host ->
                caller.region().map(region -> distances.from(region, host)).orElse(Duration.ZERO);
        this.waiting = waiting;
        calls = aws.httpClient(caller, new ClientTimeouts(CONNECT, Duration.ofMillis(1_400)));
        Duration longest = caller.region().isPresent() ? Duration.ofSeconds(10) : Duration.ofMinutes(2);
        invocations = aws.httpClient(caller, new ClientTimeouts(CONNECT, longest));
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        SdkHttpClient way = request.httpRequest().host().startsWith("lambda.") ? invocations : calls;
        ExecutableHttpRequest prepared = way.prepareRequest(request);
        Duration onTheWay = distance.apply(request.httpRequest().host());
        return onTheWay.isZero() ? prepared : late(prepared, onTheWay);
    }

    private ExecutableHttpRequest late(ExecutableHttpRequest request, Duration onTheWay) {
        return new ExecutableHttpRequest() {
            @Override
            public HttpExecuteResponse call() throws IOException {
                waiting.pause(onTheWay);
                return request.call();
            }

            @Override
            public void abort() {
                request.abort();
            }
        };
    }

    @Override
    public void close() {
        calls.close();
        invocations.close();
    }
}
