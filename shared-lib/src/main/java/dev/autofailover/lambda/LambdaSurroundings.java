// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.lambda;

import dev.autofailover.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import javax.net.ssl.HttpsURLConnection;
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
        // First: what is prepared has loggers, and Log4j takes no other configuration once it has made up one by
        // itself.
        LogConfiguration.begin(variables);
        Thread.ofPlatform().daemon().name("preparing").start(LambdaSurroundings::prepare);
        return new Surroundings(
                variables,
                new JdkConnections(UrlConnectionHttpClient.create(LambdaSurroundings::connection)),
                AwsCredentialsProviderChain.of(
                        EnvironmentVariableCredentialsProvider.create(), ContainerCredentialsProvider.create()),
                Clock.systemUTC(),
                LambdaSurroundings::sleep);
    }

    /**
     * What takes long at first: Jackson and the certificates for TLS. It is done beside the rest, where there is another processor, and
     * before the first call, whose time is limited.
     */
    private static void prepare() {
        Json.write(InputReader.read("nothing", "{}"));
        HttpsURLConnection.getDefaultSSLSocketFactory();
    }

    /** With the JVM's own TLS, which is prepared above: the SDK's default client would wait for it. */
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
