// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.drill.drills;

import static dev.autofailover.drill.lab.Lab.FRANKFURT;
import static dev.autofailover.drill.lab.Lab.IRELAND;

import dev.autofailover.run.Run;
import dev.autofailover.run.Step;
import dev.autofailover.run.StepKind;
import java.time.Duration;
import java.util.List;

/** Drills in which the active site is really lost. */
final class FailoverDrills {
    private static final Duration QUIET = Duration.ofSeconds(3);

    private FailoverDrills() {}

    static List<Drill> all() {
        return List.of(
                Drill.of(
                                "region-outage",
                                "the active Region's database, APIs and functions are gone at once",
                                "failover, fence owed",
                                FailoverDrills::regionOutage)
                        .within(Drill.OutageLimits.seconds(20, 20)),
                Drill.of(
                                "kill-primary",
                                "the primary's processes are killed, the Region answers",
                                "failover, fenced",
                                FailoverDrills::killPrimary)
                        .within(Drill.OutageLimits.seconds(15, 5)),
                Drill.of(
                        "hang-primary",
                        "the primary accepts connections and says nothing",
                        "failover, fenced",
                        FailoverDrills::hangPrimary),
                Drill.of(
                        "recovery",
                        "the lost Region comes back after the failover",
                        "owed fence is done, traffic stays, nothing fails back",
                        FailoverDrills::recovery));
    }

    private static void regionOutage(Stage stage) {
        stage.writeFor(QUIET);
        stage.fault(
                "eu-west-1 is gone: database, APIs, functions",
                () -> stage.lab().faults().lose(IRELAND));
        Run run = stage.awaitRunEnd();
        stage.expectFailedOver(run, FRANKFURT);
        stage.expect(run.step(StepKind.FENCE).orElseThrow().state() == Step.State.OWED, "the fence was not owed");
        stage.expect(stage.owed(StepKind.FENCE, IRELAND), "no owed fence is in the record");
        stage.expectWritesGoOnAt(FRANKFURT);
    }

    private static void killPrimary(Stage stage) {
        stage.writeFor(QUIET);
        stage.fault(
                "the primary in ireland is killed",
                () -> stage.lab().server(IRELAND).kill());
        expectFencedFailover(stage);
    }

    private static void hangPrimary(Stage stage) {
        stage.writeFor(QUIET);
        stage.fault(
                "the primary in ireland hangs",
                () -> stage.lab().server(IRELAND).hang());
        expectFencedFailover(stage);
    }

    private static void expectFencedFailover(Stage stage) {
        Run run = stage.awaitRunEnd();
        stage.expectFailedOver(run, FRANKFURT);
        stage.expect(
                run.step(StepKind.FENCE).orElseThrow().state() == Step.State.DONE, "the old writer was not fenced");
        stage.expect(stage.lab().isFenced(IRELAND), "ireland's security group does not isolate it");
        stage.expectWritesGoOnAt(FRANKFURT);
    }

    private static void recovery(Stage stage) {
        stage.writeFor(QUIET);
        stage.fault(
                "eu-west-1 is gone: database, APIs, functions",
                () -> stage.lab().faults().lose(IRELAND));
        stage.expectFailedOver(stage.awaitRunEnd(), FRANKFURT);
        stage.expectWritesGoOnAt(FRANKFURT);
        stage.fault("eu-west-1 answers again", () -> stage.lab().faults().restore(IRELAND));
        stage.await("the owed fence is done", Duration.ofSeconds(90), () -> !stage.owed(StepKind.FENCE, IRELAND));
        stage.expect(stage.lab().isFenced(IRELAND), "ireland's security group does not isolate it");
        stage.writeFor(Duration.ofSeconds(5));
        stage.expect(stage.record().generation() == 1, "something moved again");
        stage.expect(stage.record().active().equals(FRANKFURT), "frankfurt is not active any more");
        stage.expectWritesGoOnAt(FRANKFURT);
    }
}
