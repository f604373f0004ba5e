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
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.ofEpochMilli(1_700_000_000_123L));

    private final List<String> lines = new ArrayList<>();
    private final Metrics metrics =
            new Metrics(new Metrics.Scope("Autofailover/stack", "checker", Metrics.By.STACK), CLOCK, lines::add);

    @Test
    void aCountIsOneLineOfEmbeddedMetricFormat() {
        metrics.count("Votes", 3);

        assertThat(lines)
                .containsExactly(
                        "{\"_aws\":{\"Timestamp\":1700000000123,\"CloudWatchMetrics\":[{\"Namespace\":\"Autofailover/stack\","
                                + "\"Dimensions\":[[]],\"Metrics\":[{\"Name\":\"Votes\",\"Unit\":\"Count\"}]}]},"
                                + "\"function\":\"checker\",\"Votes\":3.0}");
    }

    @Test
    void whatMeasuresAreAboutIsInTheLineForQueriesAndCostsNoMetricOfItsOwn() {
        metrics.put(
                Map.of(),
                Map.of("service", "orders"),
                List.of(Measure.time("ProbeLatency", Duration.ofMillis(12)), Measure.count("ProbeFailures", 1)));

        assertThat(lines)
                .singleElement()
                .satisfies(line -> assertThat(line)
                        .contains("\"Dimensions\":[[]]")
                        .contains("\"service\":\"orders\"")
                        .contains("\"ProbeLatency\":12.0")
                        .contains("{\"Name\":\"ProbeLatency\",\"Unit\":\"Milliseconds\"}")
                        .contains("\"ProbeFailures\":1.0"));
    }

    @Test
    void whoAsksForMetricsByServiceGetsThemBesides() {
        new Metrics(new Metrics.Scope("Autofailover", "orchestrator", Metrics.By.SERVICE), CLOCK, lines::add)
                .put(
                        Map.of("step", "PROMOTE"),
                        Map.of("service", "orders"),
                        List.of(Measure.time("StepTime", Duration.ofSeconds(1))));

        assertThat(lines)
                .singleElement()
                .satisfies(line ->
                        assertThat(line).contains("\"Dimensions\":[[\"step\"],[\"function\",\"service\",\"step\"]]"));
    }

    @Test
    void byDefaultOnlyWhatAlarmsWatchIsAMetricAndAllElseStandsInTheLine() {
        Metrics frugal =
                new Metrics(new Metrics.Scope("Autofailover", "orchestrator", Metrics.By.ALARMS), CLOCK, lines::add);

        frugal.put(Map.of("opinion", "DOWN"), Map.of(), List.of(Measure.count("VotesHeard", 2)));
        frugal.put(
                Map.of(),
                Map.of("service", "orders"),
                List.of(Measure.count("ObserversSilent", 1), Measure.age("VerdictAge", Duration.ofSeconds(9))));

        assertThat(lines.getFirst())
                .isEqualTo("{\"function\":\"orchestrator\",\"opinion\":\"DOWN\",\"VotesHeard\":2.0}");
        assertThat(lines.getLast())
                .contains("\"Metrics\":[{\"Name\":\"ObserversSilent\",\"Unit\":\"Count\"}]")
                .contains("\"Dimensions\":[[]]")
                .contains("\"VerdictAge\":9.0");
    }

    @Test
    void whatIsOnlyNotedIsNoMetricAndNoDimension() {
        new Metrics(new Metrics.Scope("Autofailover", "checker", Metrics.By.SERVICE), CLOCK, lines::add)
                .put(Map.of(), Map.of(), List.of(Measure.count("ProbeFaults", 1), Measure.noted("looks", 12)));

        assertThat(lines)
                .singleElement()
                .asString()
                .contains("\"Dimensions\":[[],[\"function\"]]")
                .contains("\"Metrics\":[{\"Name\":\"ProbeFaults\",\"Unit\":\"Count\"}]")
                .contains("\"looks\":12.0");
    }

    @Test
    void withoutMeasuresThereIsNoLine() {
        metrics.put(Map.of(), Map.of("service", "orders"), List.of());

        assertThat(lines).isEmpty();
    }
}
