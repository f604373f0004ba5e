// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.decision;

import dev.autofailover.message.Command;
import dev.autofailover.plan.Plan;
import dev.autofailover.record.ServiceRecord;
import java.time.Instant;
import java.util.Optional;

/** The policy: what is to be done about a service now. Pure and total: the same grounds, the same decision; any grounds, a decision. */
public final class Decide {
    private static final int COMMAND_ROW = 5;

    private Decide() {}

    /**
     * Reads {@link DecisionTable} from the top. An operator's command that only changes the record ({@link Command.Edit}) is answered
     * first, whatever else is the case; its answer carries row 5's number.
     *
     * @param observation with the command that is being answered, if one is
     */
    public static Decision decide(Plan plan, ServiceRecord record, Observation observation, Instant now) {
        Situation situation = Situation.of(plan, record, observation, now);
        Optional<Command.Order> order = observation.command();
        if (order.isPresent() && order.get() instanceof Command.Edit edit) {
            return decision(situation, COMMAND_ROW, Edits.answer(situation, edit));
        }
        for (Row row : DecisionTable.rows()) {
            Optional<Answer> answer = row.rule().answer(situation);
            if (answer.isPresent()) {
                return decision(situation, row.number(), answer.get());
            }
        }
        throw new AssertionError("the votes of " + plan.service() + " gave a verdict that no row knows");
    }

    private static Decision decision(Situation s, int row, Answer answer) {
        return new Decision(
                s.plan().service(), s.now(), row, answer.reason(), answer.outcome(), answer.text(), s.freshVotes());
    }
}
