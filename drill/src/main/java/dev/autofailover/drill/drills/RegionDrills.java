// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.drill.drills;

import static dev.autofailover.drill.lab.Lab.FRANKFURT;
import static dev.autofailover.drill.lab.Lab.IRELAND;

import dev.autofailover.decision.Reason;
import dev.autofailover.run.Run;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Drills in which a Region is lost that is not only the active site's: the rows of docs/regions.md. */
final class RegionDrills {
    private static final Duration QUIET = Duration.ofSeconds(3);
    private static final Duration SOON = Duration.ofSeconds(60);
    /** The schedules of a Region that was lost come round once a minute. */
    private static final Duration WITHIN_TWO_MINUTES = Duration.ofMinutes(2);

    private RegionDrills() {}

    static List<Drill> all() {
        return List.of(
                Drill.of(
                        "standby-region-lost",
                        "the standby's Region is gone: database, APIs, functions; later it comes back",
                        "no failover, one by command is refused; people are told; all well again when it is back",
                        RegionDrills::standbyRegionLost),
                Drill.of(
                        "control-region-lost",
                        "the deciding Region is gone, comes back, is gone again, and now the active one is lost too",
                        "the service goes on and nothing moves; when the deciding Region is back, the failover comes",
                        RegionDrills::controlRegionLost),
                Drill.of(
                                "control-is-standby",
                                "there is no third Region: the standby's decides, and the active one is lost",
                                "failover; its end and the status say that the next outage of that Region can't be handled",
                                RegionDrills::controlIsStandby)
                        .with(Drill.Setting.NO_THIRD_REGION));
    }

    private static void standbyRegionLost(Stage stage) {
        stage.writeFor(QUIET);
        stage.fault(
                "eu-central-1 is gone: database, APIs, functions",
                () -> stage.lab().faults().lose(FRANKFURT));
        stage.awaitDecision(Reason.STANDBY_NOT_READY, SOON);
        stage.await("people are told", SOON, () -> stage.wasTold("STANDBY_NOT_READY"));
        Map<String, Object> answer = stage.order("failover", "a drill: this must be refused");
        stage.expect(Boolean.FALSE.equals(answer.get("accepted")), "a failover into the lost Region was accepted");
        stage.expectWritesGoOnAt(IRELAND);
        stage.fault("eu-central-1 answers again", () -> stage.lab().faults().restore(FRANKFURT));
        Instant back = stage.lab().now();
        stage.await("all is well again", WITHIN_TWO_MINUTES, () -> isWell(stage, back));
        stage.expectNoRun();
        stage.expectWritesGoOnAt(IRELAND);
    }

    private static void controlRegionLost(Stage stage) {
        stage.writeFor(QUIET);
        stage.fault(
                "eu-north-1 is gone: nobody decides", () -> stage.lab().faults().loseControl());
        stage.writeFor(Duration.ofSeconds(5));
        stage.expectWritesGoOnAt(IRELAND);
        stage.fault("eu-north-1 answers again", () -> stage.lab().faults().restoreControl());
        stage.writeFor(Duration.ofSeconds(5));
        stage.expectNoRun();
        stage.expect(isWellNow(stage), "the record does not say ALL_WELL");
        stage.fault("eu-north-1 is gone again", () -> stage.lab().faults().loseControl());
        stage.fault(
                "eu-west-1 is gone too: database, APIs, functions",
                () -> stage.lab().faults().lose(IRELAND));
        stage.writeFor(Duration.ofSeconds(8));
        stage.expectNoRun();
        stage.expect(stage.lab().trafficPointsTo(IRELAND), "traffic was moved although nobody could decide");
        stage.fault("eu-north-1 answers again", () -> stage.lab().faults().restoreControl());
        stage.expectFailedOver(stage.awaitRunEnd(), FRANKFURT);
        stage.expectWritesGoOnAt(FRANKFURT);
    }

    private static void controlIsStandby(Stage stage) {
        stage.writeFor(QUIET);
        stage.expect(!hasRisks(stage), "the status warns although the control Region is not the active site's");
        stage.fault(
                "eu-west-1 is gone: database, APIs, functions",
                () -> stage.lab().faults().lose(IRELAND));
        Run run = stage.awaitRunEnd();
        stage.expectFailedOver(run, FRANKFURT);
        stage.await("people are told of the end", SOON, () -> stage.wasTold("RUN_DONE"));
        stage.expectWritesGoOnAt(FRANKFURT);
        stage.expect(hasRisks(stage), "the status does not say that the next outage can't be handled");
    }

    private static boolean hasRisks(Stage stage) {
        Map<String, Object> status = stage.lab()
                .order(Map.of("command", "status", "service", stage.plan().service()));
        return status.get("risks") instanceof List<?> risks
                && risks.toString().contains(stage.plan().control());
    }

    private static boolean isWell(Stage stage, Instant since) {
        return stage.decisions().stream()
                .anyMatch(decision ->
                        decision.reason() == Reason.ALL_WELL && decision.at().isAfter(since));
    }

    private static boolean isWellNow(Stage stage) {
        return stage.record()
                .lastDecision()
                .filter(last -> last.reason() == Reason.ALL_WELL)
                .isPresent();
    }
}
