// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.tests.template;

import static dev.autofailover.tests.template.OurTemplate.texts;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.autofailover.drill.template.Stack;
import dev.autofailover.drill.template.Stack.Resource;
import dev.autofailover.lambda.Metrics;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What wakes somebody, and what they look at then. */
class AlarmsTest {
    private static final Pattern SEARCHED = Pattern.compile("MetricName=\"(\\w+)\"");

    @Test
    void everyAlarmOnAMetricOfOursWatchesOneThatTheCodeWritesIntoThisStacksNamespace() throws IOException {
        List<Resource> ours = alarms().stream()
                .filter(alarm -> !text(alarm, "Namespace").startsWith("AWS/"))
                .toList();

        assertThat(ours)
                .extracting(Resource::logicalId)
                .containsExactlyInAnyOrder(
                        "FencedNotPromotedAlarm", "TickMissingAlarm", "VotePathAlarm", "ServicesFailedAlarm");
        assertThat(ours).allSatisfy(alarm -> {
            assertThat(text(alarm, "Namespace")).isEqualTo(namespace());
            assertThat(WrittenMetrics.names()).contains(text(alarm, "MetricName"));
            // The code writes each of them without dimensions.
            assertThat(alarm.properties().has("Dimensions")).isFalse();
        });
    }

    @Test
    void allFunctionsWriteIntoTheNamespaceThatTheAlarmsWatch() {
        assertThat(OurTemplate.functions())
                .filteredOn(function -> function.stack().name().equals("control"))
                .hasSize(5)
                .allSatisfy(function -> assertThat(function.at("/Environment/Variables/METRICS_NAMESPACE")
                                .asText())
                        .isEqualTo(namespace()));
    }

    @Test
    void missingTicksWakeSomebodyWithoutTheOrchestratorsHelp() {
        JsonNode alarm = alarm("TickMissingAlarm");

        assertThat(alarm.path("MetricName").asText()).isEqualTo("Ticks");
        assertThat(alarm.path("TreatMissingData").asText()).isEqualTo("breaching");
        assertThat(alarm.path("ComparisonOperator").asText()).isEqualTo("LessThanThreshold");
        assertThat(alarm.path("Period").asInt()
                        * alarm.path("EvaluationPeriods").asInt())
                .isEqualTo(180);
    }

    @Test
    void theOrchestratorsErrorsAreWatched() {
        JsonNode alarm = alarm("OrchestratorErrorsAlarm");
        assertThat(alarm.path("Namespace").asText()).isEqualTo("AWS/Lambda");
        assertThat(alarm.path("MetricName").asText()).isEqualTo("Errors");
        assertThat(alarm.at("/Dimensions/0/Value").asText()).isEqualTo("control-FailoverOrchestrator");
    }

    @Test
    void whatAlarmsWatchIsAMetricAlsoWhereAllElseIsNone() {
        assertThat(alarms().stream()
                        .filter(alarm -> text(alarm, "Namespace").equals(namespace()))
                        .map(alarm -> text(alarm, "MetricName")))
                .containsExactlyInAnyOrderElementsOf(Metrics.WATCHED);
    }

    @Test
    void everyAlarmTellsThePeopleOnCallAndSaysWhatItMeans() {
        String people = OurTemplate.control().outputs().getOrDefault("NotificationsTopicArn", "");

        assertThat(alarms()).hasSize(6).allSatisfy(alarm -> {
            assertThat(texts(alarm.properties().path("AlarmActions"))).containsExactly(people);
            assertThat(text(alarm, "AlarmDescription")).hasSizeGreaterThan(25);
        });
    }

    @Test
    void theDashboardShowsMetricsThatAreReallyWritten() throws IOException {
        JsonNode body = new ObjectMapper()
                .readTree(OurTemplate.resolve(
                                "control",
                                OurTemplate.CONTROL_REGION,
                                Map.of("Role", "control", "Dashboard", "enabled", "MetricsBy", "stack"))
                        .find("HealthDashboard")
                        .orElseThrow()
                        .properties()
                        .path("DashboardBody")
                        .asText());
        Set<String> shown = new TreeSet<>();
        for (JsonNode widget : body.path("widgets")) {
            assertThat(widget.at("/properties/region").asText()).isEqualTo(OurTemplate.CONTROL_REGION);
            assertThat(widget.at("/properties/title").asText()).isNotEmpty();
            for (JsonNode metric : widget.at("/properties/metrics")) {
                shown(metric).ifPresent(shown::add);
            }
        }

        assertThat(WrittenMetrics.names()).containsAll(shown);
        assertThat(shown)
                .contains("VotesHeard", "VerdictAge", "Decisions", "StepTime", "ProbeLatency", "Lag", "DaysSinceDrill");
    }

    @Test
    void theDocumentationNamesEveryMetricThatIsWrittenAndEveryAlarm() throws IOException {
        String page = Files.readString(OurTemplate.ROOT.resolve("docs/observability.md"));

        assertThat(WrittenMetrics.names())
                .isNotEmpty()
                .allSatisfy(name -> assertThat(page).contains("`" + name + "`"));
        assertThat(alarms())
                .extracting(Resource::logicalId)
                .allSatisfy(name -> assertThat(page).contains(name));
    }

    /** The metric of ours that an entry shows; empty for one of AWS. */
    private static Optional<String> shown(JsonNode metric) throws IOException {
        String expression = metric.at("/0/expression").asText();
        if (!expression.isEmpty()) {
            assertThat(expression).contains("\"" + namespace() + "\"");
            return SEARCHED.matcher(expression)
                    .results()
                    .map(found -> found.group(1))
                    .findFirst();
        }
        String namespace = metric.path(0).asText();
        if (namespace.startsWith("AWS/")) {
            return Optional.empty();
        }
        assertThat(namespace).isEqualTo(namespace());
        return Optional.of(metric.path(1).asText());
    }

    private static String namespace() {
        return "Autofailover/control";
    }

    private static List<Resource> alarms() {
        return OurTemplate.control().ofType("AWS::CloudWatch::Alarm");
    }

    private static JsonNode alarm(String logicalId) {
        Stack stack = OurTemplate.control();
        return stack.find(logicalId).orElseThrow().properties();
    }

    private static String text(Resource resource, String property) {
        return resource.properties().path(property).asText();
    }
}
