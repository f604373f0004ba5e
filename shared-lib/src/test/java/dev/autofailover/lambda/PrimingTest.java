// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.crac.Core;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sns.SnsClient;

class PrimingTest {
    private static final Surroundings REAL = new Surroundings(
            Map.of("METRICS_BY", "stack", "TABLE", "records"),
            new Untouched(),
            () -> {
                throw new AssertionError("the role's credentials were asked for");
            },
            InstantSource.fixed(Instant.parse("2026-11-21T10:00:00Z")),
            howLong -> {
                throw new AssertionError("waited");
            });

    private final List<String> handled = new ArrayList<>();

    @Test
    void eachSampleIsHandledInAWorldWithoutNetworkRoleMetricsAndWaiting() {
        prime(Sampled.class, world -> new Sampled(world, handled));

        assertThat(handled).containsExactly("{\"sample\":1} priming", "{\"sample\":2} priming");
    }

    @Test
    void aFailureOfPrimingIsNoFailureOfTheFunction() {
        assertThatCode(() -> prime(Sampled.class, _ -> {
                    throw new IllegalStateException("a variable is missing");
                }))
                .doesNotThrowAnyException();
        assertThatCode(() -> prime(Sampled.class, _ -> {
                    throw new NoClassDefFoundError("left out of the package");
                }))
                .doesNotThrowAnyException();
        assertThatCode(() -> prime(RequestStreamHandler.class, world -> new Sampled(world, handled)))
                .as("no samples")
                .doesNotThrowAnyException();
        assertThat(handled).isEmpty();
    }

    private static void prime(
            Class<? extends RequestStreamHandler> function, Function<Surroundings, RequestStreamHandler> make) {
        Priming priming = new Priming(REAL, function, make);
        priming.beforeCheckpoint(Core.getGlobalContext());
        priming.afterRestore(Core.getGlobalContext());
    }

    /** Calls AWS, waits and counts with each sample. */
    private record Sampled(Surroundings world, List<String> handled) implements RequestStreamHandler {
        @Override
        public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
            assertThat(world.variables()).containsEntry("METRICS_BY", "nothing").containsEntry("TABLE", "records");
            world.waiting().pause(Duration.ofDays(1));
            SnsClient sns = new AwsClients(world).control(SnsClient.builder(), Region.EU_NORTH_1);
            assertThat(sns.publish(each -> each.topicArn("t").message("m")).messageId())
                    .isNull();
            handled.add(new String(input.readAllBytes(), StandardCharsets.UTF_8) + " " + context.getAwsRequestId());
        }
    }

    private record Untouched() implements SdkHttpClient {
        @Override
        public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
            throw new AssertionError("a call left: " + request.httpRequest().getUri());
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }
}
