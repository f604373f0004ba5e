// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.drill.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.autofailover.run.Run;
import dev.autofailover.run.Step;
import dev.autofailover.run.StepKind;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {
    private static final Instant START = Instant.parse("2026-11-21T10:00:00Z");

    @TempDir
    Path folder;

    @Test
    void anUnknownRpoIsNullInTheDataAndUnknownOnTheScreen() throws IOException {
        DrillReport report = report(List.of(), Optional.empty());

        JsonReport.write(folder.resolve("deep/report.json"), List.of(report));

        JsonNode data = new ObjectMapper()
                .readTree(folder.resolve("deep/report.json").toFile())
                .get(0);
        assertThat(data.path("recordedRpoSeconds").isNull()).isTrue();
        assertThat(data.path("outageSeconds").asDouble()).isEqualTo(6.3);
        assertThat(data.path("passed").asBoolean()).isTrue();
        assertThat(data.path("detectSeconds").asDouble()).isEqualTo(3.3);
        assertThat(data.path("clientSeconds").isNull()).isTrue();
        assertThat(printed(report)).contains("PASS  outage 6.3 s (limit 20)", "0 of 231", "recorded RPO unknown");
    }

    @Test
    void whatWasMissedIsPrintedAndFailsTheDrill() {
        DrillReport report = report(List.of("two runs instead of one"), Optional.of(Duration.ZERO));

        assertThat(report.passed()).isFalse();
        assertThat(printed(report)).contains("FAIL", "missed: two runs instead of one");
    }

    @Test
    void thePageStandsAloneAndEscapesWhatItShows() throws IOException {
        Path page = HtmlReport.write(folder, report(List.of(), Optional.of(Duration.ZERO)));

        assertThat(Files.readString(page))
                .contains("<svg", "connect timed out &lt;1.0 s&gt;")
                .doesNotContain("<script", "http://", "https://");
        assertThat(Files.readString(folder.resolve("report.md"))).contains("# Drill region-outage: PASS");
    }

    @Test
    void inAPipeNothingIsColoured() {
        assertThat(printed(report(List.of(), Optional.empty()))).doesNotContain("\u001b");
    }

    private static String printed(DrillReport report) {
        StringWriter text = new StringWriter();
        Console console = new Console(new PrintWriter(text, true), false);
        report.timeline().forEach(moment -> console.moment(START, moment));
        console.verdict(report);
        return text.toString();
    }

    private static DrillReport report(List<String> misses, Optional<Duration> recordedRpo) {
        Step step = new Step(
                StepKind.PROMOTE,
                Optional.empty(),
                Step.State.DONE,
                Optional.of(START.plusSeconds(4)),
                Optional.of(START.plusSeconds(5)),
                "out of recovery",
                Map.of(),
                false);
        Run run = new Run(
                1,
                Run.Kind.FAILOVER,
                "ireland",
                "frankfurt",
                1,
                START,
                START.plusSeconds(3),
                Optional.of(START.plusSeconds(6)),
                Run.Phase.DONE,
                "row 20",
                Optional.empty(),
                false,
                List.of(step));
        return new DrillReport(
                "region-outage",
                "standard",
                "failover, fence owed",
                "failover to frankfurt, fence owed",
                misses,
                new DrillReport.Loss(
                        Optional.of(Duration.ofMillis(6_300)),
                        true,
                        Optional.of(Duration.ofSeconds(20)),
                        231,
                        0,
                        recordedRpo),
                new Split(
                        Optional.of(Duration.ofMillis(3_300)),
                        Optional.of(Duration.ofMillis(100)),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()),
                START,
                "real: PostgreSQL",
                AwsTime.of(run, Duration.ofMillis(6_300)),
                List.of(new Moment(START.plusMillis(3_100), Moment.Lane.VOTE, "connect timed out <1.0 s>")),
                List.of(),
                List.of(),
                Optional.of(run),
                List.of());
    }
}
