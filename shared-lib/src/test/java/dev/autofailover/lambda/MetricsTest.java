// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autofailover.lambda.Metrics.Measure;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MetricsTest {
    private final List<String> lines = new ArrayList<>();
    private final Metrics metrics =
            new Metrics("checker", InstantSource.fixed(Instant.ofEpochMilli(1_700_000_000_123L)), lines::add);

    @Test
    void aCountIsOneLineOfEmbeddedMetricFormat() {
        metrics.count("Votes", 3);

        assertThat(lines)
                .containsExactly(
                        "{\"_aws\":{\"Timestamp\":1700000000123,\"CloudWatchMetrics\":[{\"Namespace\":\"Autofailover\","
                                + "\"Dimensions\":[[]],\"Metrics\":[{\"Name\":\"Votes\",\"Unit\":\"Count\"}]}]},"
                                + "\"function\":\"checker\",\"Votes\":3.0}");
    }

    @Test
    void measuresTakenTogetherShareALineAndItsDimensionsOfWhichTheServiceIsNone() {
        metrics.put(
                Map.of("service", "orders", "outcome", "Hold"),
                List.of(Measure.time("ProbeLatency", Duration.ofMillis(12)), Measure.count("ProbeFailures", 0)));

        assertThat(lines)
                .singleElement()
                .satisfies(line -> assertThat(line)
                        .contains("\"Dimensions\":[[],[\"outcome\"]]")
                        .contains("\"service\":\"orders\"")
                        .contains("\"ProbeLatency\":12.0")
                        .contains("{\"Name\":\"ProbeLatency\",\"Unit\":\"Milliseconds\"}")
                        .contains("\"ProbeFailures\":0.0"));
    }
}
