// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.tests.packaged.inside;

import dev.autofailover.tests.packaged.Outside;
import dev.autofailover.tests.packaged.Outside.Answered;
import dev.autofailover.tests.packaged.Outside.Sent;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.SdkHttpResponse;

/** The outside's network, to the SDK of the jar. */
final class Network implements SdkHttpClient {
    private final Outside outside;

    Network(Outside outside) {
        this.outside = outside;
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        return new ExecutableHttpRequest() {
            @Override
            public HttpExecuteResponse call() throws IOException {
                return response(outside.send(sent(request)));
            }

            @Override
            @SuppressWarnings("EmptyMethod")
            public void abort() {
                // There is no connection that could be cut.
            }
        };
    }

    @Override
    public String clientName() {
        return "Outside";
    }

    @Override
    @SuppressWarnings("EmptyMethod")
    public void close() {
        // Holds nothing.
    }

    private static Sent sent(HttpExecuteRequest request) throws IOException {
        SdkHttpRequest http = request.httpRequest();
        byte[] body = new byte[0];
        if (request.contentStreamProvider().isPresent()) {
            try (InputStream stream = request.contentStreamProvider().get().newStream()) {
                body = stream.readAllBytes();
            }
        }
        return new Sent(http.method().name(), http.getUri(), http.headers(), body);
    }

    private static HttpExecuteResponse response(Answered answer) {
        return HttpExecuteResponse.builder()
                .response(SdkHttpResponse.builder()
                        .statusCode(answer.status())
                        .headers(answer.headers())
                        .build())
                .responseBody(AbortableInputStream.create(new ByteArrayInputStream(answer.body())))
                .build();
    }
}
