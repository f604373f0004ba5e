// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.decision;

import dev.autofailover.decision.SiteObservation.Role;
import dev.autofailover.message.Command;
import dev.autofailover.message.InWords;
import dev.autofailover.plan.Site;
import dev.autofailover.record.AcceptedLoss;
import dev.autofailover.record.Approval;
import dev.autofailover.record.Pause;
import dev.autofailover.record.Proposal;
import dev.autofailover.record.ServiceRecord;
import dev.autofailover.run.Run;
import dev.autofailover.run.RunMachine;
import java.time.Duration;
import java.util.Optional;

/**
 * Answers to the operator's commands that only change the record. What is already as the command wants it is accepted: commands are
 * delivered more than once.
 */
final class Edits {
    private Edits() {}

    static Answer answer(Situation s, Command.Edit edit) {
        return switch (edit) {
            case Command.Pause pause -> pause(s, pause);
            case Command.Resume resume -> change(s.record().resumed(), resume, "automation works again");
            case Command.Approve approve -> approve(s, approve);
            case Command.Acknowledge acknowledge ->
                runUnderWay(s)
                        .orElseGet(
                                () -> change(s.record().acknowledged(), acknowledge, "the last run is acknowledged"));
            case Command.Adopt adopt -> runUnderWay(s).orElseGet(() -> adopt(s, adopt));
        };
    }

    private static Answer change(ServiceRecord next, Command.Edit edit, String what) {
        String why = edit.reason().isBlank() ? "" : " (" + edit.reason() + ")";
        return new Answer(Reason.COMMAND, new Outcome.Change(next), edit.by() + ": " + what + why);
    }

    private static Optional<Answer> runUnderWay(Situation s) {
        return s.record()
                .runUnderWay()
                .map(run ->
                        Answer.refuse(Reason.RUN_UNDER_WAY, run.words() + " is under way; ask again after its end"));
    }

    private static Answer pause(Situation s, Command.Pause order) {
        Pause pause = s.record().pause().orElse(new Pause(order.by(), order.reason(), s.now()));
        return change(s.record().paused(pause), order, "automation is paused since " + pause.since());
    }

    private static Answer approve(Situation s, Command.Approve order) {
        if (s.record().asked().isEmpty()) {
            return Answer.refuse(Reason.COMMAND, "nothing is asked, so nothing can be approved");
        }
        Proposal asked = s.record().asked().get();
        if (asked.generation() != order.generation()) {
            return Answer.refuse(
                    Reason.COMMAND,
                    "the approval is for generation " + order.generation() + ", but what is asked is generation "
                            + asked.generation() + ", " + asked.reason());
        }
        Optional<Answer> uncovered = uncovered(asked, order.accepts());
        if (uncovered.isPresent()) {
            return uncovered.get();
        }
        Optional<Run> run = s.record().runUnderWay();
        if (asked.reason() == Reason.UNFENCED) {
            return run.filter(Run::waitsForApproval)
                    .map(waiting -> change(
                            s.record()
                                    .advance(
                                            RunMachine.acceptUnfenced(waiting, order.by(), s.plan(), s.now()),
                                            s.plan(),
                                            s.now()),
                            order,
                            waiting.words() + " goes on without the fence"))
                    .orElseGet(() -> Answer.refuse(Reason.COMMAND, "no run waits for a fence any more"));
        }
        Approval yes = new Approval(order.generation(), order.accepts(), order.by(), s.now());
        return change(s.record().approved(yes), order, "approved generation " + order.generation());
    }

    private static Optional<Answer> uncovered(Proposal asked, AcceptedLoss accepts) {
        return switch (asked.reason()) {
            case LAG_UNKNOWN ->
                accepts.unknown()
                        ? Optional.empty()
                        : Optional.of(Answer.refuse(
                                Reason.LAG_UNKNOWN, "the loss is unknown: approve with acceptLoss \"unknown\""));
            case LAG_OVER_LIMIT -> {
                Duration loss = asked.loss().orElse(Duration.ZERO);
                boolean covered =
                        accepts.upTo().filter(upTo -> upTo.compareTo(loss) >= 0).isPresent();
                yield covered
                        ? Optional.empty()
                        : Optional.of(Answer.refuse(
                                Reason.LAG_OVER_LIMIT,
                                "the loss is " + InWords.of(loss) + ": approve with acceptLoss \"" + loss
                                        + "\" or more"));
            }
            default -> Optional.empty();
        };
    }

    /** Only a move that is plainly finished: one site writes, and the other, which answers, does not. */
    private static Answer adopt(Situation s, Command.Adopt order) {
        SiteObservation active = s.seenActive();
        SiteObservation standby = s.seenStandby();
        if (active.acceptsWrites() && standby.acceptsWrites()) {
            return Answer.refuse(
                    Reason.TWO_WRITERS, "both sites accept writes: fence the one that must not, then adopt the other");
        }
        if (!active.acceptsWrites() && !standby.acceptsWrites()) {
            return Answer.refuse(Reason.COMMAND, "no site accepts writes, so there is no finished move to adopt");
        }
        Site writer = active.acceptsWrites() ? s.active() : s.standby();
        Site other = s.plan().other(writer.name());
        SiteObservation seen = s.observation().site(other.name());
        if (!seen.answered() || seen.role() == Role.UNKNOWN) {
            return Answer.refuse(
                    Reason.COMMAND,
                    "nothing is seen of " + other.name()
                            + ", so whether the move is finished is not plain; fail over by"
                            + " command, or adopt when it answers");
        }
        return change(s.record().adopted(writer.name()), order, writer.name() + " is the active site");
    }
}
