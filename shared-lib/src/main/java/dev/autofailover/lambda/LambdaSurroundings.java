// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.lambda;

import java.time.Clock;
import java.time.Duration;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;

/** The world as it is inside AWS Lambda. */
public final class LambdaSurroundings {
    /** A host that does not answer the first packets within this is taken for dead. */
    private static final Duration CONNECT = Duration.ofSeconds(1);
    /** A backstop only: each call's own limits ({@link CallLimits}) are shorter. */
    private static final Duration SILENCE = Duration.ofSeconds(60);

    private LambdaSurroundings() {}

    /** The process's environment variables, AWS over HTTP, the function's role, the system's clock, and real waiting. */
    public static Surroundings real() {
        return new Surroundings(
                System.getenv(),
                UrlConnectionHttpClient.builder()
                        .connectionTimeout(CONNECT)
                        .socketTimeout(SILENCE)
                        .build(),
                DefaultCredentialsProvider.builder().build(),
                Clock.systemUTC(),
                LambdaSurroundings::sleep);
    }

    private static void sleep(Duration howLong) {
        try {
            Thread.sleep(howLong);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
