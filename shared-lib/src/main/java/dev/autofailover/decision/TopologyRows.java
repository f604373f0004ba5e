// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.decision;

import dev.autofailover.decision.SiteObservation.Role;
import dev.autofailover.plan.Site;
import dev.autofailover.record.OwedTask;
import dev.autofailover.run.Run;
import dev.autofailover.run.RunMachine;
import dev.autofailover.run.Step;
import java.util.Optional;
import java.util.stream.Collectors;

/** Rows 1 to 4 and 6: what must be settled before anybody asks how the active site is. */
final class TopologyRows {
    private TopologyRows() {}

    static Optional<Answer> runUnderWay(Situation s) {
        return s.record()
                .runUnderWay()
                .map(run -> new Answer(Reason.RUN_UNDER_WAY, new Outcome.GoOn(), words(run) + refusal(s)));
    }

    private static String words(Run run) {
        String steps = RunMachine.due(run).stream().map(Step::words).collect(Collectors.joining(", "));
        return run.words() + " is " + (run.phase() == Run.Phase.TURNING_BACK ? "turning back" : "under way") + ": "
                + steps;
    }

    private static String refusal(Situation s) {
        return s.move().isPresent() ? "; a second run has to wait for its end" : "";
    }

    static Optional<Answer> twoWriters(Situation s) {
        boolean both = s.seenActive().acceptsWrites() && s.seenStandby().acceptsWrites();
        if (!both || fenceOwed(s, s.active()) || fenceOwed(s, s.standby())) {
            return Optional.empty();
        }
        String text = s.active().name() + " and " + s.standby().name()
                + " both accept writes: rows may be diverging. Nothing is done by itself; fence the one that must not"
                + " write, then adopt the other.";
        return Optional.of(Answer.tell(Reason.TWO_WRITERS, text));
    }

    private static boolean fenceOwed(Situation s, Site site) {
        return s.record().owed().stream().anyMatch(task -> task.site().equals(site.name()));
    }

    static Optional<Answer> movedOutside(Situation s) {
        return contradiction(s)
                .map(what -> Answer.tell(
                        Reason.MOVED_OUTSIDE,
                        what + ". Nothing is done by itself; adopt it when it is as it should be."));
    }

    private static Optional<String> contradiction(Situation s) {
        if (!s.planKnowsActive()) {
            return Optional.of("the record calls " + s.record().active() + " active, which the plan does not name");
        }
        String active = s.active().name();
        String standby = s.standby().name();
        if (s.seenActive().answered() && s.seenActive().role() == Role.REPLICA) {
            return Optional.of(active + " should be the writer, but is a replica of " + standby);
        }
        boolean standbyWrites =
                s.seenStandby().acceptsWrites() && !s.seenActive().acceptsWrites();
        if (standbyWrites && !fenceOwed(s, s.standby())) {
            return Optional.of(standby + " accepts writes and should be the standby of " + active + ", which does not ("
                    + describe(s.seenActive()) + ")");
        }
        return Optional.empty();
    }

    private static String describe(SiteObservation seen) {
        if (!seen.answered()) {
            return "its Region does not answer";
        }
        return (seen.fenced() ? "fenced " : "") + seen.role() + ", status " + seen.status();
    }

    static Optional<Answer> isolated(Situation s) {
        if (s.seenActive().answered() || s.seenStandby().answered()) {
            return Optional.empty();
        }
        String text = "neither the Region of " + s.active().name() + " nor that of "
                + s.standby().name() + " answers: it may be us who are cut off";
        return Optional.of(Answer.hold(Reason.ISOLATED, text));
    }

    static Optional<Answer> owed(Situation s) {
        if (!s.seenActive().answered() || s.seenActive().role() != Role.WRITER) {
            return Optional.empty();
        }
        return s.record().owed().stream()
                .filter(task -> !task.site().equals(s.active().name()))
                .filter(task -> answersWithRole(s.observation().site(task.site())))
                .findFirst()
                .map(task -> owed(s, task));
    }

    private static boolean answersWithRole(SiteObservation seen) {
        return seen.answered() && seen.role() != Role.UNKNOWN;
    }

    private static Answer owed(Situation s, OwedTask task) {
        String what = task.kind().words() + " of " + task.site() + ", owed since " + task.since() + " by run "
                + task.generation();
        Role role = s.observation().site(task.site()).role();
        if (role == Role.WRITER) {
            return new Answer(
                    Reason.OWED, new Outcome.DoOwed(task), "the Region of " + task.site() + " answers again: " + what);
        }
        // Fencing what has been rebuilt as the new standby would cut off a database that nobody writes to.
        return new Answer(
                Reason.OWED,
                new Outcome.Change(s.record().paid(task)),
                task.site() + " is no writer any more (" + role + "), so this has become pointless: " + what);
    }
}
