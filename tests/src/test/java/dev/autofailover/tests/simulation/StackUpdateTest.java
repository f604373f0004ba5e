// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.tests.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autofailover.record.ServiceRecord;
import dev.autofailover.record.dynamodb.DynamoDbPlanStore;
import dev.autofailover.run.Run;
import dev.autofailover.run.Step;
import dev.autofailover.run.StepKind;
import dev.autofailover.simulated.Effect;
import dev.autofailover.simulated.RecordedCall;
import dev.autofailover.simulated.Scope;
import dev.autofailover.vote.SiteVote;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A stack update in the middle of a failover loses no record, vote or plan, and the run comes to its end. */
class StackUpdateTest {
    private static final Duration LOOK = Duration.ofMillis(500);

    static Stream<Arguments> middles() {
        return Stream.of(StepKind.FENCE, StepKind.PROMOTE, StepKind.SWITCH_TRAFFIC)
                .flatMap(step -> Stream.of(Arguments.of(step, true), Arguments.of(step, false)));
    }

    @ParameterizedTest(name = "during {0}, what runs is killed: {1}")
    @MethodSource("middles")
    void anUpdateInTheMiddleOfAFailoverDoesNotInterruptIt(StepKind step, boolean killed) {
        try (SimulatedSystem system = new SimulatedSystem(new Variant(true, false, "proceed", "allow", "PT5S"))) {
            system.cloud.time().advance(Duration.ofMinutes(4));
            system.databases.in(Regions.IRELAND).stopImmediately();
            untilBegun(system, step);
            List<String> before = keys(system);
            List<String> votes = observers(system);

            StackUpdate.ofControl(system);
            Regions.SITES.forEach(region ->
                    StackUpdate.of(system, region, system.siteOf(Regions.STOCKHOLM), UnaryOperator.identity()));
            if (killed) {
                crashControl(system);
            }
            system.cloud.time().advance(Duration.ofMinutes(25));

            ServiceRecord record = system.record().orElseThrow();
            assertThat(record.run().orElseThrow().phase()).isEqualTo(Run.Phase.DONE);
            assertThat(record.generation()).isEqualTo(1);
            assertThat(system.ledTo()).contains(Regions.FRANKFURT);
            assertThat(promotions(system)).isEqualTo(1);
            assertThat(keys(system)).containsAll(before);
            assertThat(observers(system)).containsAll(votes);
            assertThat(new DynamoDbPlanStore(system.table, SimulatedSystem.STACK + "-Table").current())
                    .hasSize(1);
        }
    }

    private static void untilBegun(SimulatedSystem system, StepKind kind) {
        for (int looks = 0; looks < 3_600; looks++) {
            Optional<Step> step = system.record().flatMap(ServiceRecord::run).flatMap(run -> run.step(kind));
            if (step.filter(each -> each.state() != Step.State.WAITING).isPresent()) {
                return;
            }
            system.cloud.time().advance(LOOK);
        }
        throw new AssertionError("the run never came to " + kind + ": " + system.record());
    }

    /** Whatever runs in Stockholm dies where it stands. */
    private static void crashControl(SimulatedSystem system) {
        system.cloud
                .aws()
                .faults()
                .begin(Scope.region(Regions.STOCKHOLM), new Effect.Hangs())
                .lift();
    }

    private static List<String> keys(SimulatedSystem system) {
        return system.table.scanPaginator(scan -> scan.tableName(SimulatedSystem.STACK + "-Table")).items().stream()
                .map(item -> item.get("pk") + " " + item.get("sk"))
                .toList();
    }

    private static List<String> observers(SimulatedSystem system) {
        return system.records.votes(SimulatedSystem.SERVICE).stream()
                .map(SiteVote::observer)
                .distinct()
                .toList();
    }

    private static long promotions(SimulatedSystem system) {
        return system.cloud.aws().recording().calls().stream()
                .filter(call -> call.operation().equals("PromoteReadReplica"))
                .filter(call ->
                        call.outcome() instanceof RecordedCall.Outcome.Answered answered && answered.status() < 300)
                .count();
    }
}
