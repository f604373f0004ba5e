// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.decision;

import dev.autofailover.fixture.Orders;
import dev.autofailover.fixture.Plans;
import dev.autofailover.fixture.Records;
import dev.autofailover.fixture.Runs;
import dev.autofailover.fixture.Scene;
import dev.autofailover.fixture.Seen;
import dev.autofailover.plan.Policy.Mode;
import dev.autofailover.record.Pause;
import dev.autofailover.record.ServiceRecord;
import dev.autofailover.vote.Opinion;
import java.time.Duration;
import java.util.List;

/** For every row and every reason of it a situation that it must catch: the table's own examples. */
final class Rows {
    record Example(int row, Reason reason, Class<? extends Outcome> outcome, String said, Scene scene) {}

    static final Pause PAUSE = new Pause("bea", "maintenance", Scene.NOW.minusSeconds(600));

    private Rows() {}

    static List<Example> topology() {
        return List.of(
                example(
                        1,
                        Reason.RUN_UNDER_WAY,
                        Outcome.GoOn.class,
                        "failover 1, ireland → frankfurt is under way",
                        run()),
                example(2, Reason.TWO_WRITERS, Outcome.Tell.class, "both accept writes", twoWriters()),
                example(
                        3,
                        Reason.MOVED_OUTSIDE,
                        Outcome.Tell.class,
                        "ireland should be the writer, but is a replica of frankfurt",
                        Scene.down().seen("ireland", Seen.replica()).seen("frankfurt", Seen.writer())),
                example(3, Reason.MOVED_OUTSIDE, Outcome.Tell.class, "fenced WRITER", movedToFenced()),
                example(
                        3,
                        Reason.MOVED_OUTSIDE,
                        Outcome.Tell.class,
                        "its Region does not answer",
                        Scene.down().seen("ireland", SiteObservation.silent()).seen("frankfurt", Seen.writer())),
                example(
                        3,
                        Reason.MOVED_OUTSIDE,
                        Outcome.Tell.class,
                        "calls paris active",
                        Scene.down().record(_ -> ServiceRecord.first("orders", "paris"))),
                example(
                        4,
                        Reason.ISOLATED,
                        Outcome.Hold.class,
                        "it may be us",
                        Scene.down()
                                .seen("ireland", SiteObservation.silent())
                                .seen("frankfurt", SiteObservation.silent())),
                example(
                        5,
                        Reason.COMMAND,
                        Outcome.Start.class,
                        "ann orders it: drill",
                        Scene.well().command(Orders.failover())),
                example(6, Reason.OWED, Outcome.DoOwed.class, "fence of frankfurt, owed since", owed(Seen.writer())),
                example(6, Reason.OWED, Outcome.Change.class, "become pointless", owed(Seen.replica())));
    }

    static List<Example> votes() {
        return List.of(
                example(7, Reason.ALL_WELL, Outcome.Hold.class, "2 of 2 fresh votes HEALTHY", Scene.well()),
                example(
                        8,
                        Reason.STANDBY_NOT_READY,
                        Outcome.Tell.class,
                        "backing-up",
                        Scene.well().seen("frankfurt", Seen.busyReplica())),
                example(
                        8,
                        Reason.STANDBY_NOT_READY,
                        Outcome.Tell.class,
                        "no replica of ireland",
                        Scene.well().seen("frankfurt", Seen.fencedWriter())),
                example(
                        8,
                        Reason.ACTIVE_FENCED,
                        Outcome.Tell.class,
                        "fenced though no run",
                        Scene.well().seen("ireland", Seen.fencedWriter())),
                example(9, Reason.NOT_ENOUGH_VOTES, Outcome.Hold.class, "0 of 0 fresh votes", Scene.unheard()),
                example(
                        9,
                        Reason.NOT_ENOUGH_VOTES,
                        Outcome.Hold.class,
                        "1 of 1 fresh votes DOWN, quorum 2",
                        Scene.unheard().vote("from-stockholm", "ireland", Opinion.DOWN)),
                example(10, Reason.DISPUTED, Outcome.Tell.class, "2 of 4 fresh votes DOWN, 2 HEALTHY", disputed()),
                example(
                        11,
                        Reason.PAUSED,
                        Outcome.Tell.class,
                        "else: row 20, FAIL_OVER",
                        Scene.down().record(record -> record.paused(PAUSE))),
                example(
                        11,
                        Reason.PAUSED,
                        Outcome.Tell.class,
                        "paused by bea",
                        Scene.down().everythingPaused(PAUSE)),
                example(
                        12,
                        Reason.AWS_REPAIRING,
                        Outcome.Wait.class,
                        "rebooting",
                        Scene.down().seen("ireland", Seen.repairedWriter())));
    }

    static List<Example> down() {
        return List.of(
                example(
                        13,
                        Reason.NOTIFY_ONLY,
                        Outcome.Tell.class,
                        "else: row 20, FAIL_OVER",
                        Scene.down().plan(Plans.mode(Mode.NOTIFY))),
                example(14, Reason.COOL_DOWN, Outcome.Tell.class, "30 min more", afterRun(Duration.ZERO)),
                example(
                        14,
                        Reason.NOT_ACKNOWLEDGED,
                        Outcome.Tell.class,
                        "nobody has acknowledged run 1",
                        afterRun(Duration.ofMinutes(30))),
                example(
                        15,
                        Reason.STANDBY_UNFIT,
                        Outcome.Tell.class,
                        "the standby is down too",
                        Scene.down()
                                .vote("from-stockholm", "frankfurt", Opinion.DOWN)
                                .vote("from-frankfurt", "frankfurt", Opinion.DOWN)),
                example(
                        15,
                        Reason.STANDBY_UNFIT,
                        Outcome.Tell.class,
                        "does not answer",
                        Scene.down().seen("frankfurt", SiteObservation.silent())),
                example(
                        16,
                        Reason.LAG_UNKNOWN,
                        Outcome.Ask.class,
                        "lag unknown: no sample",
                        Scene.down().seen("frankfurt", Seen.replica())),
                example(
                        17,
                        Reason.LAG_OVER_LIMIT,
                        Outcome.Ask.class,
                        "lag 12.5 s measured 2.0 s before the outage, limit 10.0 s",
                        Scene.down().lag(Duration.ofSeconds(2), 12.5)),
                example(
                        18,
                        Reason.FLEET_LIMIT,
                        Outcome.Queue.class,
                        "5 runs under way, limit 5",
                        Scene.down().fleet(5, 5, 0)),
                example(
                        19,
                        Reason.APPROVAL_NEEDED,
                        Outcome.Ask.class,
                        "approve generation 1",
                        Scene.down().plan(Plans.mode(Mode.APPROVAL))),
                example(
                        20,
                        Reason.FAIL_OVER,
                        Outcome.Start.class,
                        "ireland DOWN: 2 of 2 fresh votes DOWN, quorum 2; lag 0.0 s measured 2.0 s before the outage, limit 10.0 s",
                        Scene.down()));
    }

    private static Example example(int row, Reason reason, Class<? extends Outcome> outcome, String said, Scene scene) {
        return new Example(row, reason, outcome, said, scene);
    }

    static Scene run() {
        Scene scene = Scene.down();
        return scene.record(record -> record.begin(Runs.failover(scene.plan())));
    }

    static Scene twoWriters() {
        return Scene.down().seen("frankfurt", Seen.writer());
    }

    static Scene movedToFenced() {
        return Scene.down().seen("ireland", Seen.fencedWriter()).seen("frankfurt", Seen.writer());
    }

    static Scene disputed() {
        return Scene.down().vote("connections", "ireland", Opinion.HEALTHY).vote("rds", "ireland", Opinion.HEALTHY);
    }

    /** Long after a failover from frankfurt to ireland, whose fence is still owed. */
    static Scene owed(SiteObservation frankfurt) {
        Scene scene = Scene.well().seen("frankfurt", frankfurt);
        return scene.record(_ -> Records.owingTheFence(scene.plan(), Scene.NOW.minusSeconds(7200)));
    }

    /** A failover to ireland, where the database is down again, ended that long ago. */
    static Scene afterRun(Duration ago) {
        Scene scene = Scene.down();
        return scene.record(_ -> Records.afterFailover(scene.plan(), Scene.NOW.minus(ago)));
    }
}
