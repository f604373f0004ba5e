// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.lambda;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProviderChain;
import software.amazon.awssdk.auth.credentials.ContainerCredentialsProvider;
import software.amazon.awssdk.auth.credentials.EnvironmentVariableCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;

/** The world as it is inside AWS Lambda. */
public final class LambdaSurroundings {
    /** A host that does not answer the first packets within this is taken for dead. */
    private static final Duration CONNECT = Duration.ofSeconds(1);
    /** A backstop only: each call's own limits ({@link CallLimits}) are shorter. */
    private static final Duration SILENCE = Duration.ofSeconds(60);

    private LambdaSurroundings() {}

    /**
     * The process's environment variables, AWS over HTTP, the function's role, the system's clock, and real waiting. Lambda hands the
     * role's credentials over in variables or, after a restored snapshot, by a local endpoint (Lambda Developer Guide, "SnapStart").
     */
    public static Surroundings real() {
        Map<String, String> variables = System.getenv();
        LogConfiguration.begin(variables);
        return new Surroundings(
                variables,
                UrlConnectionHttpClient.create(LambdaSurroundings::connection),
                AwsCredentialsProviderChain.of(
                        EnvironmentVariableCredentialsProvider.create(), ContainerCredentialsProvider.create()),
                Clock.systemUTC(),
                LambdaSurroundings::sleep);
    }

    /** Other than the SDK's own, this sets up TLS with the first call and not before: most of a start's time is such preparation. */
    private static HttpURLConnection connection(URI uri) {
        try {
            HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
            connection.setConnectTimeout((int) CONNECT.toMillis());
            connection.setReadTimeout((int) SILENCE.toMillis());
            return connection;
        } catch (IOException malformed) {
            throw new UncheckedIOException("no connection can be made to " + uri, malformed);
        }
    }

    private static void sleep(Duration howLong) {
        try {
            Thread.sleep(howLong);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
