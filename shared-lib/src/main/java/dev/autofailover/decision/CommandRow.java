// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.decision;

import dev.autofailover.message.Command;
import dev.autofailover.plan.Site;
import dev.autofailover.run.Run;
import dev.autofailover.vote.Verdict.State;
import java.util.Optional;

/** Row 5: a failover or a switchover that an operator orders. */
final class CommandRow {
    private CommandRow() {}

    static Optional<Answer> commanded(Situation s) {
        return s.move()
                .map(move -> elsewhereActive(s, move)
                        .or(() -> switch (move) {
                            case Command.Failover failover -> obstacle(s, failover);
                            case Command.Switchover _ -> obstacle(s);
                        })
                        .orElseGet(() -> start(s, move)));
    }

    private static Optional<Answer> elsewhereActive(Situation s, Command.Move move) {
        return move.expectActive()
                .filter(expected -> !expected.equals(s.active().name()))
                .map(expected -> Answer.refuse(
                        Reason.ACTIVE_DIFFERS,
                        "the command expects " + expected + " to be active, but "
                                + s.active().name() + " is"));
    }

    /** A failover by command passes rows 9 to 14 and 19; 16 and 17 only with the loss accepted by name. */
    private static Optional<Answer> obstacle(Situation s, Command.Failover order) {
        return refuse(Reason.STANDBY_UNFIT, Obstacles.standbyUnfit(s))
                .or(() -> refuse(
                        Reason.LAG_UNKNOWN,
                        Obstacles.lagUnknown(s, order.accepts()).map(why -> why + "; accept an unknown loss by name")))
                .or(() -> refuse(
                        Reason.LAG_OVER_LIMIT,
                        Obstacles.lagOverLimit(s, order.accepts()).map(why -> why + "; accept that loss by name")))
                .or(() -> refuse(Reason.FLEET_LIMIT, Obstacles.fleetFull(s)));
    }

    /** A switchover must lose nothing, so it wants everything well. */
    private static Optional<Answer> obstacle(Situation s) {
        return refuse(Reason.OWED, owed(s))
                .or(() -> refuse(Reason.NOT_HEALTHY, notHealthy(s)))
                .or(() -> refuse(Reason.STANDBY_UNFIT, Obstacles.standbyUnfit(s)))
                .or(() -> refuse(Reason.AWS_REPAIRING, repairing(s, s.active()).or(() -> repairing(s, s.standby()))))
                .or(() -> refuse(Reason.LAG_UNKNOWN, lagUnknownNow(s)))
                .or(() -> refuse(Reason.FLEET_LIMIT, Obstacles.fleetFull(s)));
    }

    private static Optional<Answer> refuse(Reason reason, Optional<String> obstacle) {
        return obstacle.map(why -> Answer.refuse(reason, why));
    }

    private static Optional<String> owed(Situation s) {
        return s.record().owed().stream()
                .findFirst()
                .map(task -> task.kind().words() + " of " + task.site() + " is still owed since " + task.since());
    }

    private static Optional<String> notHealthy(Situation s) {
        if (!s.is(State.HEALTHY)) {
            return Optional.of("a switchover wants both sites healthy; " + s.verdictWords());
        }
        if (s.seenActive().acceptsWrites() && s.standbyVerdict().is(State.HEALTHY)) {
            return Optional.empty();
        }
        return Optional.of("a switchover wants both sites healthy and the active one writing; "
                + s.active().name() + " is " + s.seenActive().role()
                + (s.seenActive().fenced() ? ", fenced" : "") + "; "
                + Situation.words(s.standbyVerdict()));
    }

    private static Optional<String> repairing(Situation s, Site site) {
        return Obstacles.repair(s, site).map(what -> "AWS is repairing " + site.name() + ": " + what);
    }

    private static Optional<String> lagUnknownNow(Situation s) {
        Lag lag =
                Lag.at(s.now(), s.seenStandby().lagSamples(), s.plan().policy().lagFresh());
        return lag instanceof Lag.Unknown unknown
                ? Optional.of("a switchover wants a known lag; " + unknown.reason())
                : Optional.empty();
    }

    private static Answer start(Situation s, Command.Move move) {
        Run.Kind kind = move instanceof Command.Switchover ? Run.Kind.SWITCHOVER : Run.Kind.FAILOVER;
        String text = move.by() + " orders it: " + move.reason() + " (" + s.verdictWords() + "; " + s.lagWords() + ")";
        return new Answer(Reason.COMMAND, s.start(kind, text, Optional.of(move.by())), text);
    }
}
