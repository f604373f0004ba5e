// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.tests.simulation;

import dev.autofailover.simulated.Caller;
import dev.autofailover.simulated.ClientTimeouts;
import dev.autofailover.simulated.SimulatedAws;
import java.time.Duration;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.SdkHttpClient;

/**
 * The network with the functions' limits on virtual time, which the SDK's own timers don't know: an attempt as long as for a site's
 * Region, an invocation as long as the function it waits for may run.
 */
final class Network implements SdkHttpClient {
    private static final Duration CONNECT = Duration.ofSeconds(1);

    private final SdkHttpClient calls;
    private final SdkHttpClient invocations;

    Network(SimulatedAws aws, Caller caller) {
        calls = aws.httpClient(caller, new ClientTimeouts(CONNECT, Duration.ofMillis(1_400)));
        Duration longest = caller.region().isPresent() ? Duration.ofSeconds(10) : Duration.ofMinutes(2);
        invocations = aws.httpClient(caller, new ClientTimeouts(CONNECT, longest));
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        SdkHttpClient way = request.httpRequest().host().startsWith("lambda.") ? invocations : calls;
        return way.prepareRequest(request);
    }

    @Override
    public void close() {
        calls.close();
        invocations.close();
    }
}
