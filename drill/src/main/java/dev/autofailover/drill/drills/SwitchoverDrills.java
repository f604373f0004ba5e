// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.drill.drills;

import static dev.autofailover.drill.lab.Lab.FRANKFURT;
import static dev.autofailover.drill.lab.Lab.IRELAND;

import dev.autofailover.run.Run;
import dev.autofailover.run.Step;
import dev.autofailover.run.StepKind;
import java.time.Duration;
import java.util.List;

/** Drills of planned moves. */
final class SwitchoverDrills {
    private SwitchoverDrills() {}

    static List<Drill> all() {
        return List.of(
                Drill.of(
                        "switchover",
                        "an operator asks for a switchover",
                        "moved with zero lost writes, old site fenced before promotion",
                        SwitchoverDrills::switchover),
                Drill.of(
                                "turn-back",
                                "a switchover is asked for, and the standby can't catch up",
                                "after its time limit the fence is released, the old site accepts writes again, people are told",
                                SwitchoverDrills::turnBack)
                        .with(Drill.Setting.SHORT_CATCH_UP));
    }

    private static void switchover(Stage stage) {
        stage.writeFor(Duration.ofSeconds(3));
        stage.order("switchover", "a drill");
        Run run = stage.awaitRunEnd();
        stage.expectMoved(run, Run.Kind.SWITCHOVER, FRANKFURT);
        Step fence = run.step(StepKind.FENCE).orElseThrow();
        stage.expect(fence.state() == Step.State.DONE, "the old site was not fenced");
        stage.expect(
                fence.endedAt()
                                .orElseThrow()
                                .compareTo(run.step(StepKind.PROMOTE)
                                        .orElseThrow()
                                        .startedAt()
                                        .orElseThrow())
                        <= 0,
                "the promotion began before the fence was proved");
        stage.expectWritesGoOnAt(FRANKFURT);
    }

    private static void turnBack(Stage stage) {
        stage.writeFor(Duration.ofSeconds(3));
        stage.fault(
                "replay on the standby stalls",
                () -> stage.lab().server(FRANKFURT).pauseReplay());
        stage.order("switchover", "a drill");
        Run run = stage.awaitRunEnd();
        stage.expect(run.phase() == Run.Phase.TURNED_BACK, "the run did not turn back but is " + run.phase());
        stage.expect(
                run.step(StepKind.PROMOTE).orElseThrow().state() == Step.State.SKIPPED, "the standby was promoted");
        stage.expect(!stage.lab().isFenced(IRELAND), "ireland is still fenced");
        stage.expect(stage.record().active().equals(IRELAND), "ireland is not active");
        stage.expect(stage.wasTold("TURNED_BACK"), "nobody was told that it turned back");
        stage.expectWritesGoOnAt(IRELAND);
    }
}
