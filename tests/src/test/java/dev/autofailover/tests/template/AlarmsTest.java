// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.tests.template;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.autofailover.lambda.Metrics;
import dev.autofailover.orchestrator.tell.OrchestratorMetrics;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class AlarmsTest {
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");

    @Test
    void theAlarmOnAFencedServiceWatchesAMetricThatTheOrchestratorReallyWrites() throws IOException {
        List<String> lines = new ArrayList<>();
        new OrchestratorMetrics(new Metrics("failover-orchestrator", InstantSource.fixed(NOW), lines::add))
                .fencedNotPromoted("orders", true);
        JsonNode written = new ObjectMapper().readTree(lines.getFirst());
        JsonNode directive = written.at("/_aws/CloudWatchMetrics/0");
        JsonNode alarm = OurTemplate.control()
                .find("FencedNotPromotedAlarm")
                .orElseThrow()
                .properties();

        assertThat(alarm.path("Namespace").asText())
                .isEqualTo(directive.path("Namespace").asText());
        assertThat(alarm.path("MetricName").asText())
                .isEqualTo(directive.at("/Metrics/0/Name").asText());
        assertThat(dimensionSets(directive)).contains(dimensions(alarm));
        assertThat(written.path(alarm.path("MetricName").asText()).asDouble())
                .isGreaterThanOrEqualTo(alarm.path("Threshold").asDouble());
    }

    /** The names of the dimensions of each metric that the line becomes. */
    private static List<Set<String>> dimensionSets(JsonNode directive) {
        return directive
                .path("Dimensions")
                .valueStream()
                .map(set -> set.valueStream().map(JsonNode::asText).collect(Collectors.toSet()))
                .toList();
    }

    private static Set<String> dimensions(JsonNode alarm) {
        return alarm.path("Dimensions")
                .valueStream()
                .map(dimension -> dimension.path("Name").asText())
                .collect(Collectors.toSet());
    }
}
