// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.simulated.rds;

import dev.autofailover.simulated.SimulatedTime;
import dev.autofailover.simulated.rds.ModelDatabase.Client;

/**
 * What Aurora does when the writer of a global cluster moves, with the states that can be seen meanwhile.
 *
 * <p>A switchover blocks the old writer, ships the rest and moves; it is cancelled when one of both does not run. A failover moves what
 * has arrived. An old writer that could not be blocked goes on by itself until its Region is back and Aurora has made it a secondary.
 */
final class GlobalMoves {
    private final SimulatedTime time;
    private final RdsTiming timing;

    GlobalMoves(SimulatedTime time, RdsTiming timing) {
        this.time = time;
        this.timing = timing;
    }

    void switchOver(GlobalDatabase global, DbCluster to) {
        global.begin(to, false);
        time.after(timing.of(RdsPhase.GLOBAL_MOVE_PENDING), () -> {
            DbCluster old = global.writer();
            if (!runs(old) || !runs(to)) {
                global.cancel();
                return;
            }
            begins(global, old, to);
            to.engine().leaveSource(true);
            old.engine().follow(to.engine());
            time.after(timing.of(RdsPhase.GLOBAL_SWITCHOVER), () -> becomesWriter(global, old, to, true));
        });
    }

    void failOver(GlobalDatabase global, DbCluster to) {
        global.begin(to, true);
        time.after(timing.of(RdsPhase.GLOBAL_MOVE_PENDING), () -> {
            DbCluster old = global.writer();
            if (!runs(to)) {
                global.cancel();
                return;
            }
            begins(global, old, to);
            to.engine().leaveSource(false);
            boolean blocked = runs(old);
            if (blocked) {
                old.engine().follow(to.engine());
            }
            time.after(timing.of(RdsPhase.GLOBAL_FAILOVER), () -> becomesWriter(global, old, to, blocked));
        });
    }

    private static void begins(GlobalDatabase global, DbCluster old, DbCluster to) {
        global.moves();
        old.status().set("failing-over");
        to.status().set("modifying");
    }

    private void becomesWriter(GlobalDatabase global, DbCluster old, DbCluster to, boolean oldKnows) {
        var _ = to.engine().promote().whenComplete((_, failure) -> {
            old.status().set(DbInstance.AVAILABLE);
            to.status().set(DbInstance.AVAILABLE);
            if (failure != null) {
                global.cancel();
                return;
            }
            global.moved(to, oldKnows);
            rejoinLater(global, old, to);
        });
    }

    /** With a fresh volume: what only the old writer had is gone. */
    private void rejoinLater(GlobalDatabase global, DbCluster old, DbCluster to) {
        time.after(timing.of(RdsPhase.GLOBAL_REJOIN), () -> {
            if (!runs(old)) {
                rejoinLater(global, old, to);
                return;
            }
            old.engine().follow(to.engine());
            global.rejoined(old);
        });
    }

    private static boolean runs(DbCluster cluster) {
        return cluster.engine().unreachable(Client.CHECKER).isEmpty();
    }
}
