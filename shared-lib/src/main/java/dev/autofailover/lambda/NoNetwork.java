// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.lambda;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpResponse;

/** Takes every call to AWS and answers at once that it went well and that there is nothing. */
final class NoNetwork implements SdkHttpClient {
    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        boolean json = request.httpRequest()
                .firstMatchingHeader("Content-Type")
                .filter(type -> type.contains("json"))
                .isPresent();
        return new Nothing(json ? "{}" : "<Nothing/>");
    }

    @Override
    public void close() {
        // Nothing is open.
    }

    private record Nothing(String body) implements ExecutableHttpRequest {
        @Override
        public HttpExecuteResponse call() {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            return HttpExecuteResponse.builder()
                    .response(SdkHttpResponse.builder().statusCode(200).build())
                    .responseBody(AbortableInputStream.create(new ByteArrayInputStream(bytes)))
                    .build();
        }

        @Override
        public void abort() {
            // There is nothing to wait for.
        }
    }
}
