// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;

class StubRuntimeApiTest {
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-11-21T10:00:00Z"));

    @Test
    void eventsAreGivenInOrderAndOutcomesKept() throws IOException, InterruptedException {
        List<byte[]> events =
                List.of("{\"a\":1}".getBytes(StandardCharsets.UTF_8), "{\"b\":2}".getBytes(StandardCharsets.UTF_8));
        try (StubRuntimeApi api = StubRuntimeApi.start(events, Duration.ofSeconds(8), CLOCK);
                HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<String> first = next(http, api);
            assertThat(first.body()).isEqualTo("{\"a\":1}");
            assertThat(first.headers().firstValue("Lambda-Runtime-Deadline-Ms")).contains("1795255208000");
            post(http, api, "response", "{}");
            assertThat(api.allAnsweredWithin(Duration.ZERO)).isFalse();
            assertThat(next(http, api).body()).isEqualTo("{\"b\":2}");
            post(http, api, "error", "{\"errorMessage\":\"no\"}");
            assertThat(api.allAnsweredWithin(Duration.ofSeconds(10))).isTrue();
            assertThat(api.outcomes())
                    .containsExactly(
                            new StubRuntimeApi.Outcome(true, "{}"),
                            new StubRuntimeApi.Outcome(false, "{\"errorMessage\":\"no\"}"));
        }
    }

    private static HttpResponse<String> next(HttpClient http, StubRuntimeApi api)
            throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(invocation(api, "next")).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static void post(HttpClient http, StubRuntimeApi api, String what, String body)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(invocation(api, "id/" + what))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        assertThat(http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode())
                .isEqualTo(202);
    }

    private static URI invocation(StubRuntimeApi api, String what) {
        return URI.create("http://" + api.address() + "/2018-06-01/runtime/invocation/" + what);
    }
}
