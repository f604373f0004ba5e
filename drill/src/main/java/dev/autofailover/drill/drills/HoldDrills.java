// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.drill.drills;

import static dev.autofailover.drill.lab.Lab.FRANKFURT;
import static dev.autofailover.drill.lab.Lab.IRELAND;

import dev.autofailover.decision.Decision;
import dev.autofailover.decision.Reason;
import dev.autofailover.run.Run;
import dev.autofailover.vote.Opinion;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Drills in which the right thing is not to move, or not yet. */
final class HoldDrills {
    private static final Duration QUIET = Duration.ofSeconds(3);
    private static final Duration SOON = Duration.ofSeconds(60);

    private HoldDrills() {}

    static List<Drill> all() {
        return List.of(
                Drill.of(
                        "false-alarm",
                        "one alarm screams, everyone else sees a healthy database",
                        "no failover; the decision not to act is recorded",
                        HoldDrills::falseAlarm),
                Drill.of(
                        "disputed",
                        "half of the observers say DOWN, half HEALTHY",
                        "no failover; told as disputed with the votes",
                        HoldDrills::disputed),
                Drill.of(
                        "standby-lost",
                        "the standby dies",
                        "no failover; people are told; promotion blocked",
                        HoldDrills::standbyLost),
                Drill.of(
                        "lagging-standby",
                        "replication stalls, then the primary dies",
                        "held: lag over the plan's limit, approval asked for",
                        HoldDrills::laggingStandby),
                Drill.of(
                                "unknown-lag",
                                "the lag metric is missing, then the primary dies",
                                "held as the plan says, asked for; once the unknown loss is accepted by name, failover with the RPO noted as unknown",
                                HoldDrills::unknownLag)
                        .with(Drill.Setting.LAG_SOON_STALE),
                Drill.of(
                        "two-writers",
                        "someone promotes the standby by hand",
                        "loud notification, nothing done, adopt refused until one of them is fenced",
                        HoldDrills::twoWriters));
    }

    private static void falseAlarm(Stage stage) {
        stage.writeFor(QUIET);
        stage.fault(
                "the alarm orders-connections screams",
                () -> stage.lab().faults().alarm("ALARM"));
        stage.await(
                "a decision that knows the alarm's vote",
                SOON,
                () -> stage.decisions().stream()
                        .anyMatch(decision -> decision.votes().stream()
                                .anyMatch(vote ->
                                        vote.observer().equals("connections") && vote.opinion() == Opinion.DOWN)));
        stage.writeFor(Duration.ofSeconds(5));
        stage.expectNoRun();
        stage.expectWritesGoOnAt(IRELAND);
    }

    private static void disputed(Stage stage) {
        stage.writeFor(QUIET);
        stage.fault(
                "the way from stockholm to ireland is cut",
                () -> stage.lab().faults().cutWay("eu-north-1", IRELAND));
        stage.fault(
                "the alarm orders-connections screams",
                () -> stage.lab().faults().alarm("ALARM"));
        Decision decision = stage.awaitDecision(Reason.DISPUTED, SOON);
        stage.expect(
                decision.votes().stream().anyMatch(vote -> vote.opinion() == Opinion.DOWN)
                        && decision.votes().stream().anyMatch(vote -> vote.opinion() == Opinion.HEALTHY),
                "the decision does not hold the votes of both parties");
        stage.await("people are told", SOON, () -> stage.wasTold("DISPUTED"));
        stage.expectNoRun();
        stage.expectWritesGoOnAt(IRELAND);
    }

    private static void standbyLost(Stage stage) {
        stage.writeFor(QUIET);
        stage.fault(
                "the standby in frankfurt is lost", () -> stage.lab().faults().failStandby());
        stage.awaitDecision(Reason.STANDBY_NOT_READY, SOON);
        stage.await("people are told", SOON, () -> stage.wasTold("STANDBY_NOT_READY"));
        Map<String, Object> answer = stage.order("failover", "a drill: this must be refused");
        stage.expect(Boolean.FALSE.equals(answer.get("accepted")), "a failover to the lost standby was accepted");
        stage.expectNoRun();
        stage.expectWritesGoOnAt(IRELAND);
    }

    private static void laggingStandby(Stage stage) {
        stage.writeFor(QUIET);
        stage.fault(
                "replay on the standby stalls",
                () -> stage.lab().server(FRANKFURT).pauseReplay());
        stage.await(
                "the lag is measured over the limit",
                SOON,
                () -> stage.lab().measuredLagIsOver(stage.plan().policy().maxLag()));
        stage.fault(
                "the primary in ireland is killed",
                () -> stage.lab().server(IRELAND).kill());
        stage.awaitDecision(Reason.LAG_OVER_LIMIT, SOON);
        stage.await("approval is asked for", SOON, () -> stage.record().asked().isPresent());
        stage.await("people are told", SOON, () -> stage.wasTold("LAG_OVER_LIMIT"));
        stage.expectNoRun();
    }

    private static void unknownLag(Stage stage) {
        stage.writeFor(QUIET);
        stage.fault("the lag metric is missing", () -> stage.lab().faults().withholdLag());
        stage.writeFor(stage.plan().policy().lagFresh().plusSeconds(2));
        stage.fault(
                "the primary in ireland is killed",
                () -> stage.lab().server(IRELAND).kill());
        stage.awaitDecision(Reason.LAG_UNKNOWN, SOON);
        stage.expectNoRun();
        long generation = stage.record().asked().orElseThrow().generation();
        stage.order("approve", "a drill", Map.of("generation", generation, "acceptLoss", "unknown"));
        Run run = stage.awaitRunEnd();
        stage.expectMoved(run, Run.Kind.FAILOVER, FRANKFURT);
        stage.expect(stage.recordedRpo(run).isEmpty(), "the run notes an RPO although none could be known");
        stage.expectWritesGoOnAt(FRANKFURT);
    }

    private static void twoWriters(Stage stage) {
        stage.writeFor(QUIET);
        stage.fault(
                "someone promotes the standby by hand",
                () -> stage.lab().console().promote(FRANKFURT));
        stage.awaitDecision(Reason.TWO_WRITERS, SOON);
        stage.await("people are told loudly", SOON, () -> stage.wasTold("TWO_WRITERS"));
        Map<String, Object> tooEarly = stage.order("adopt", "a drill: this must be refused");
        stage.expect(Boolean.FALSE.equals(tooEarly.get("accepted")), "adopt was accepted with two writers");
        stage.expectNoRun();
        stage.fault(
                "someone fences ireland by hand", () -> stage.lab().console().fence(IRELAND));
        stage.await("ireland is fenced", SOON, () -> stage.lab().isFenced(IRELAND));
        Map<String, Object> answer = stage.order("adopt", "a drill");
        stage.expect(Boolean.TRUE.equals(answer.get("accepted")), "adopt was refused: " + answer.get("text"));
        stage.expect(stage.record().active().equals(FRANKFURT), "frankfurt is not active after adopt");
        stage.expectNoRun();
    }
}
