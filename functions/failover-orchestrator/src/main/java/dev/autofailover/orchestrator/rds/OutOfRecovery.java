// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.orchestrator.rds;

import static dev.autofailover.orchestrator.rds.Results.done;
import static dev.autofailover.orchestrator.rds.Results.notYet;

import dev.autofailover.message.CheckAnswer;
import dev.autofailover.orchestrator.database.DatabaseChecks;
import dev.autofailover.orchestrator.database.DatabaseChecks.Question;
import dev.autofailover.orchestrator.database.DatabaseChecks.Reply;
import dev.autofailover.plan.Plan;
import dev.autofailover.plan.Site;
import dev.autofailover.run.StepResult;
import java.util.Map;

/** The server's own word that it has left recovery: what AWS says of a promotion proves nothing yet. */
final class OutOfRecovery {
    private final DatabaseChecks checks;

    OutOfRecovery(DatabaseChecks checks) {
        this.checks = checks;
    }

    /**
     * Asks the checker of the site.
     *
     * @param so what AWS says of it, such as {@code stands alone}
     */
    StepResult prove(Plan plan, Site site, String so) {
        return switch (checks.ask(plan, site, Question.look(site.endpoint()))) {
            case Reply.Answer(CheckAnswer answer) -> {
                boolean out = answer.answers() && !answer.inRecovery().orElse(true);
                yield out
                        ? done(
                                so + ", out of recovery"
                                        + answer.position()
                                                .map(at -> " at " + at)
                                                .orElse(""),
                                answer.position()
                                        .map(at -> Map.of(Fence.POSITION, at))
                                        .orElse(Map.of()))
                        : notYet(so + ", but its checker says: " + answer.reason());
            }
            case Reply reply -> notYet(so + ", but its checker does not: " + reply.text());
        };
    }
}
