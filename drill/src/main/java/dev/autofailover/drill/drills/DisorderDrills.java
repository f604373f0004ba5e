// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.drill.drills;

import static dev.autofailover.drill.lab.Lab.FRANKFURT;
import static dev.autofailover.drill.lab.Lab.IRELAND;

import dev.autofailover.run.Run;
import dev.autofailover.simulated.Fault;
import java.time.Duration;
import java.util.List;

/** Drills in which messages and workers misbehave. */
final class DisorderDrills {
    private static final Duration QUIET = Duration.ofSeconds(3);
    private static final Duration LONG = Duration.ofSeconds(90);

    private DisorderDrills() {}

    static List<Drill> all() {
        return List.of(
                Drill.of(
                        "duplicates",
                        "every message is delivered three times, shuffled, while the primary dies",
                        "exactly one run",
                        DisorderDrills::duplicates),
                Drill.of(
                        "late-worker",
                        "an orchestrator freezes just before its DNS change and wakes after a move there and back",
                        "Route 53 refuses its batch; traffic stays right",
                        DisorderDrills::lateWorker));
    }

    private static void duplicates(Stage stage) {
        stage.writeFor(QUIET);
        stage.fault(
                "every message comes three times, shuffled",
                () -> stage.lab().faults().deliverThreeTimes());
        stage.fault(
                "the primary in ireland is killed",
                () -> stage.lab().server(IRELAND).kill());
        stage.expectFailedOver(stage.awaitRunEnd(), FRANKFURT);
        stage.writeFor(Duration.ofSeconds(5));
        stage.expect(stage.record().generation() == 1, "there was more than one run");
        stage.expect(stage.lab().callsOf("PromoteReadReplica") == 1, "the standby was promoted more than once");
        stage.expectWritesGoOnAt(FRANKFURT);
    }

    private static void lateWorker(Stage stage) throws Exception {
        stage.writeFor(QUIET);
        Fault frozen = stage.lab().faults().freezeNextDnsChange();
        stage.note("the next worker will freeze just before its DNS change");
        stage.order("switchover", "a drill: the worker of this move freezes");
        stage.await("a worker stands frozen before its DNS change", LONG, () -> frozen.struck() > 0);
        Run there = stage.awaitRunEnd();
        stage.expectMoved(there, Run.Kind.SWITCHOVER, FRANKFURT);
        stage.note("another worker has finished the move; now the way back");
        stage.lab().console().rebuildAsReplica(IRELAND);
        stage.order("acknowledge", "a drill");
        stage.await("ireland is a standby again", LONG, () -> stage.lab().isReadyStandby(IRELAND));
        // Refused until the new standby's lag has been measured, so the operator asks again.
        stage.await(
                "the switchover back is accepted",
                LONG,
                () -> Boolean.TRUE.equals(
                        stage.order("switchover", "a drill: back to ireland").get("accepted")));
        Run back = stage.awaitRunEnd(there.generation() + 1);
        stage.expectMoved(back, Run.Kind.SWITCHOVER, IRELAND);
        stage.expectWritesGoOnAt(IRELAND);
        int refusedBefore = stage.lab().refusedDnsChanges();
        stage.fault("the frozen worker wakes up and sends its change", frozen::lift);
        stage.await(
                "Route 53 has refused the late batch", LONG, () -> stage.lab().refusedDnsChanges() > refusedBefore);
        stage.writeFor(Duration.ofSeconds(3));
        stage.expect(stage.lab().trafficPointsTo(IRELAND), "the late worker has moved the traffic");
        stage.expect(stage.record().active().equals(IRELAND), "ireland is not active");
        stage.expectWritesGoOnAt(IRELAND);
    }
}
