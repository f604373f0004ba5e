// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.lambda;

import java.io.IOException;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;

/**
 * The JDK's connections, whose failures are of the kind that the SDK expects. A connection that a call's limit ends just while it begins to
 * send fails in the JDK with a NullPointerException (seen in {@code HttpURLConnection.writeRequests} of JDK 25 on a busy machine),
 * which would pass by everyone who is prepared for a call that is not answered.
 */
final class JdkConnections implements SdkHttpClient {
    private final SdkHttpClient client;

    JdkConnections(SdkHttpClient client) {
        this.client = client;
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        ExecutableHttpRequest prepared = client.prepareRequest(request);
        return new ExecutableHttpRequest() {
            @Override
            public HttpExecuteResponse call() throws IOException {
                try {
                    return prepared.call();
                } catch (NullPointerException ended) {
                    throw new IOException("the connection was ended while it was in use", ended);
                }
            }

            @Override
            public void abort() {
                prepared.abort();
            }
        };
    }

    @Override
    public void close() {
        client.close();
    }

    @Override
    public String clientName() {
        return client.clientName();
    }
}
