// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.simulated;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.SdkHttpResponse;

/** What a function's SDK clients take for the network. */
final class CallerHttpClient implements SdkHttpClient {
    private final CallPath path;
    private final Caller caller;
    private final ClientTimeouts timeouts;

    CallerHttpClient(CallPath path, Caller caller, ClientTimeouts timeouts) {
        this.path = path;
        this.caller = caller;
        this.timeouts = timeouts;
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        return new ExecutableHttpRequest() {
            @Override
            public HttpExecuteResponse call() throws IOException {
                return response(path.send(caller, callOf(request), timeouts));
            }

            @Override
            @SuppressWarnings("EmptyMethod")
            public void abort() {
                // A simulated call has no connection that could be cut.
            }
        };
    }

    @Override
    public String clientName() {
        return "SimulatedAws";
    }

    @Override
    @SuppressWarnings("EmptyMethod")
    public void close() {
        // Holds nothing: the SDK closes the client it was given.
    }

    private static Call callOf(HttpExecuteRequest request) throws IOException {
        SdkHttpRequest http = request.httpRequest();
        Endpoint endpoint = Endpoint.ofHost(http.host());
        byte[] body = new byte[0];
        if (request.contentStreamProvider().isPresent()) {
            try (InputStream stream = request.contentStreamProvider().get().newStream()) {
                body = stream.readAllBytes();
            }
        }
        return new Call(
                endpoint.service(),
                endpoint.region(),
                endpoint.host(),
                http.method().name(),
                URLDecoder.decode(http.encodedPath().replace("+", "%2B"), StandardCharsets.UTF_8),
                copy(http.rawQueryParameters(), false),
                copy(http.headers(), true),
                body);
    }

    private static Map<String, List<String>> copy(Map<String, List<String>> from, boolean lowerCase) {
        Map<String, List<String>> copy = new LinkedHashMap<>();
        from.forEach((name, values) -> copy.computeIfAbsent(
                        lowerCase ? name.toLowerCase(Locale.ROOT) : name, key -> new ArrayList<>())
                .addAll(values));
        return copy;
    }

    private static HttpExecuteResponse response(Answer answer) {
        SdkHttpResponse.Builder http = SdkHttpResponse.builder().statusCode(answer.status());
        answer.headers().forEach(http::putHeader);
        http.putHeader("Content-Length", String.valueOf(answer.body().length));
        return HttpExecuteResponse.builder()
                .response(http.build())
                .responseBody(AbortableInputStream.create(new ByteArrayInputStream(answer.body())))
                .build();
    }
}
