// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.decision;

import dev.autofailover.plan.Policy.Mode;
import dev.autofailover.record.Approval;
import dev.autofailover.record.Pause;
import dev.autofailover.record.Proposal;
import dev.autofailover.run.Run;
import dev.autofailover.vote.Verdict.State;
import java.util.Optional;

/** Rows 7 to 20: what the votes say of the active site, and what follows when they say DOWN. */
final class VoteRows {
    private VoteRows() {}

    static Optional<Answer> allWell(Situation s) {
        if (!s.is(State.HEALTHY) || activeFenced(s) || Obstacles.standbyUnfit(s).isPresent()) {
            return Optional.empty();
        }
        return Optional.of(Answer.hold(
                Reason.ALL_WELL, s.verdictWords() + "; " + s.standby().name() + " is ready"));
    }

    private static boolean activeFenced(Situation s) {
        return s.seenActive().answered() && s.seenActive().fenced();
    }

    static Optional<Answer> standbyNotReady(Situation s) {
        if (!s.is(State.HEALTHY)) {
            return Optional.empty();
        }
        if (activeFenced(s)) {
            String text = s.active().name() + " is fenced though no run is under way: its database lives, and no client"
                    + " can write to it. Give it its own security groups back, or move to "
                    + s.standby().name();
            return Optional.of(Answer.tell(Reason.ACTIVE_FENCED, text));
        }
        return Obstacles.standbyUnfit(s)
                .map(why -> Answer.tell(
                        Reason.STANDBY_NOT_READY, s.verdictWords() + "; a failover would be blocked: " + why));
    }

    static Optional<Answer> notEnoughVotes(Situation s) {
        return s.is(State.UNKNOWN)
                ? Optional.of(Answer.hold(Reason.NOT_ENOUGH_VOTES, s.verdictWords()))
                : Optional.empty();
    }

    static Optional<Answer> disputed(Situation s) {
        return s.is(State.DISPUTED) ? Optional.of(Answer.tell(Reason.DISPUTED, s.verdictWords())) : Optional.empty();
    }

    static Optional<Answer> paused(Situation s) {
        Optional<Pause> pause =
                s.record().pause().or(() -> s.observation().fleet().pause());
        return pause.filter(_ -> s.is(State.DOWN)).map(since -> {
            String who = "paused by " + since.by() + " since " + since.since() + " (" + since.reason() + ")";
            return Answer.tell(
                    Reason.PAUSED, s.verdictWords() + "; " + who + "; else: " + DecisionTable.wouldBe(11, s));
        });
    }

    static Optional<Answer> awsRepairing(Situation s) {
        if (!s.is(State.DOWN)) {
            return Optional.empty();
        }
        return Obstacles.repairUntil(s, s.active(), s.downSince())
                .map(until -> new Answer(
                        Reason.AWS_REPAIRING,
                        new Outcome.Wait(until),
                        s.verdictWords() + "; AWS is repairing it ("
                                + Obstacles.repair(s, s.active()).orElse("heard of by event") + ") and has until "
                                + until));
    }

    static Optional<Answer> notifyOnly(Situation s) {
        if (!s.is(State.DOWN) || s.plan().policy().mode() != Mode.NOTIFY) {
            return Optional.empty();
        }
        String text = s.verdictWords() + "; the plan says notify; else: " + DecisionTable.wouldBe(13, s);
        return Optional.of(Answer.tell(Reason.NOTIFY_ONLY, text));
    }

    static Optional<Answer> tooSoon(Situation s) {
        if (!s.is(State.DOWN)) {
            return Optional.empty();
        }
        Optional<String> coolingDown = Obstacles.coolingDown(s);
        if (coolingDown.isPresent()) {
            return Optional.of(Answer.tell(Reason.COOL_DOWN, s.verdictWords() + "; " + coolingDown.get()));
        }
        String text =
                s.verdictWords() + "; nobody has acknowledged run " + s.record().generation();
        return s.record().unacknowledged() ? Optional.of(Answer.tell(Reason.NOT_ACKNOWLEDGED, text)) : Optional.empty();
    }

    static Optional<Answer> standbyUnfit(Situation s) {
        return Obstacles.standbyUnfit(s)
                .filter(_ -> s.is(State.DOWN))
                .map(why -> Answer.tell(Reason.STANDBY_UNFIT, s.verdictWords() + "; " + why));
    }

    static Optional<Answer> lagUnknown(Situation s) {
        return Obstacles.lagUnknown(s, s.approvedLoss())
                .filter(_ -> s.is(State.DOWN))
                .map(_ -> ask(s, Reason.LAG_UNKNOWN, "accepting an unknown loss"));
    }

    static Optional<Answer> lagOverLimit(Situation s) {
        return Obstacles.lagOverLimit(s, s.approvedLoss())
                .filter(_ -> s.is(State.DOWN))
                .map(_ -> ask(s, Reason.LAG_OVER_LIMIT, "accepting that loss"));
    }

    static Optional<Answer> fleetLimit(Situation s) {
        return Obstacles.fleetFull(s)
                .filter(_ -> s.is(State.DOWN))
                .map(why -> new Answer(Reason.FLEET_LIMIT, new Outcome.Queue(), s.verdictWords() + "; " + why));
    }

    static Optional<Answer> approvalNeeded(Situation s) {
        boolean needed =
                s.plan().policy().mode() == Mode.APPROVAL && s.approval().isEmpty();
        return s.is(State.DOWN) && needed
                ? Optional.of(ask(
                        s, Reason.APPROVAL_NEEDED, "moving to " + s.standby().name()))
                : Optional.empty();
    }

    /** Asking again what is asked already keeps the question that stands, with its time, and the answer to it. */
    private static Answer ask(Situation s, Reason reason, String what) {
        Proposal next = new Proposal(
                s.record().generation() + 1, reason, s.standby().name(), s.lag().known(), s.now());
        Proposal proposal = s.record().asked().filter(next::isSameQuestion).orElse(next);
        String text =
                s.verdictWords() + "; " + s.lagWords() + "; approve generation " + next.generation() + ", " + what;
        return new Answer(reason, new Outcome.Ask(proposal), text);
    }

    static Optional<Answer> failOver(Situation s) {
        if (!s.is(State.DOWN)) {
            return Optional.empty();
        }
        Optional<String> by = s.approval().map(Approval::by);
        String text = s.verdictWords() + "; " + s.lagWords()
                + by.map(who -> "; approved by " + who).orElse("");
        return Optional.of(new Answer(Reason.FAIL_OVER, s.start(Run.Kind.FAILOVER, text, by), text));
    }
}
