// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.orchestrator.tell;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.autofailover.decision.Decide;
import dev.autofailover.decision.LagSample;
import dev.autofailover.decision.Observation;
import dev.autofailover.decision.Observation.Fleet;
import dev.autofailover.decision.SiteObservation;
import dev.autofailover.lambda.Metrics;
import dev.autofailover.plan.InvalidPlan;
import dev.autofailover.plan.Plan;
import dev.autofailover.plan.PlanParser;
import dev.autofailover.record.ServiceRecord;
import dev.autofailover.run.Advance;
import dev.autofailover.run.Run;
import dev.autofailover.vote.Opinion;
import dev.autofailover.vote.SiteVote;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OrchestratorMetricsTest {
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
    private static final Plan PLAN = plan();

    private final List<String> lines = new ArrayList<>();
    private final OrchestratorMetrics metrics = new OrchestratorMetrics(new Metrics(
            new Metrics.Scope("Autofailover/test", "failover-orchestrator", Metrics.By.STACK), () -> NOW, lines::add));

    private static Plan plan() {
        try {
            return PlanParser.parse(Files.readString(Path.of("../../plans/orders.yaml")));
        } catch (IOException | InvalidPlan e) {
            throw new IllegalStateException(e);
        }
    }

    private static SiteVote vote(String observer, Duration ago) {
        Instant at = NOW.minus(ago);
        return new SiteVote(observer, "ireland", Opinion.HEALTHY, at, at, "answers", Map.of());
    }

    /** Every probe and canary of the plan was heard ten seconds ago, but the first one so long ago. */
    private static List<SiteVote> votes(Duration first) {
        return List.of(
                vote("from-stockholm", first),
                vote("from-frankfurt", Duration.ofSeconds(10)),
                vote("from-ireland", Duration.ofSeconds(10)),
                vote("sessions-table", Duration.ofSeconds(10)));
    }

    private void decide(ServiceRecord record, List<SiteVote> votes, List<LagSample> lag) {
        SiteObservation standby = new SiteObservation(
                true,
                "available",
                SiteObservation.Role.REPLICA,
                false,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                lag);
        SiteObservation active = new SiteObservation(
                true,
                "available",
                SiteObservation.Role.WRITER,
                false,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of());
        Observation seen = new Observation(
                votes,
                Map.of("ireland", active, "frankfurt", standby),
                new Fleet(0, 1, 0, Optional.empty()),
                Optional.empty());
        metrics.decided(PLAN, record, seen, Decide.decide(PLAN, record, seen, NOW), NOW);
    }

    private double value(String name) {
        return lines.stream()
                .map(OrchestratorMetricsTest::parsed)
                .filter(line -> line.has(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + name + " in " + lines))
                .path(name)
                .asDouble();
    }

    private static JsonNode parsed(String line) {
        try {
            return new ObjectMapper().readTree(line);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aDecisionIsCountedByItsOutcomeWithItsReasonInTheLine() {
        decide(ServiceRecord.first("orders", "ireland"), votes(Duration.ofSeconds(10)), List.of());

        assertThat(lines.getFirst())
                .contains("\"Dimensions\":[[\"outcome\"]]")
                .contains("\"outcome\":\"Hold\"")
                .contains("\"reason\":\"ALL_WELL\"")
                .contains("\"verdict\":\"HEALTHY\"")
                .contains("\"Decisions\":1.0");
    }

    @Test
    void theAgeOfVotesIsThatOfTheObserverHeardLongestAgoAndTheVerdictsThatOfItsOldestFreshVote() {
        decide(ServiceRecord.first("orders", "ireland"), votes(Duration.ofSeconds(200)), List.of());

        assertThat(value("VoteAge")).isEqualTo(200.0);
        assertThat(value("VerdictAge")).isEqualTo(10.0);
    }

    @Test
    void anObserverThatWasNeverHeardCountsAsADay() {
        decide(ServiceRecord.first("orders", "ireland"), List.of(vote("from-frankfurt", Duration.ZERO)), List.of());

        assertThat(value("VoteAge")).isEqualTo(86_400.0);
    }

    @Test
    void observersThatWereNotHeardForThreeMinutesAreCountedAndNoneIsNoMetric() {
        decide(ServiceRecord.first("orders", "ireland"), votes(Duration.ofMinutes(3)), List.of());
        assertThat(lines).noneMatch(line -> line.contains("ObserversSilent"));

        decide(
                ServiceRecord.first("orders", "ireland"),
                votes(Duration.ofMinutes(3).plusMillis(1)),
                List.of());
        assertThat(value("ObserversSilent")).isEqualTo(1.0);
    }

    @Test
    void anObserverWhoseClockIsAheadIsNotYoungerThanNow() {
        decide(ServiceRecord.first("orders", "ireland"), votes(Duration.ofSeconds(-3)), List.of());

        assertThat(value("VoteAge")).isEqualTo(10.0);
    }

    @Test
    void theLagIsTheNewestThatIsKnown() {
        decide(
                ServiceRecord.first("orders", "ireland"),
                votes(Duration.ZERO),
                List.of(
                        new LagSample(NOW.minusSeconds(60), 7),
                        new LagSample(NOW.minusSeconds(30), 2.5),
                        new LagSample(NOW, -1)));

        assertThat(value("Lag")).isEqualTo(2.5);
    }

    @Test
    void aRunThatMovedTheServiceIsADrillAndOneThatTurnedBackIsNone() {
        ServiceRecord first = ServiceRecord.first("orders", "ireland");

        decide(first, votes(Duration.ZERO), List.of());
        decide(after(first, Run.Phase.TURNED_BACK), votes(Duration.ZERO), List.of());
        assertThat(lines).noneMatch(line -> line.contains("DaysSinceDrill"));

        decide(after(first, Run.Phase.DONE), votes(Duration.ZERO), List.of());
        assertThat(value("DaysSinceDrill")).isEqualTo(36.5);
    }

    private static ServiceRecord after(ServiceRecord record, Run.Phase phase) {
        Instant end = NOW.minus(Duration.ofHours(876));
        Run run = new Run(
                1,
                Run.Kind.SWITCHOVER,
                "frankfurt",
                "ireland",
                1,
                end,
                end,
                Optional.of(end),
                phase,
                "drill",
                Optional.of("ada"),
                false,
                List.of());
        return record.begin(new Advance(run, List.of(), Optional.empty()));
    }

    @Test
    void aTickIsCountedWhenItEndsAndFailedServicesOnlyWhenThereAreSome() {
        metrics.ticked(0);
        metrics.ticked(2);

        assertThat(lines.getFirst()).contains("\"Ticks\":1.0").doesNotContain("ServicesFailed");
        assertThat(lines.getLast()).contains("\"Ticks\":1.0").contains("\"ServicesFailed\":2.0");
    }
}
