// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.decision;

import dev.autofailover.record.OwedTask;
import dev.autofailover.record.Proposal;
import dev.autofailover.record.ServiceRecord;
import dev.autofailover.run.Run;
import java.time.Instant;
import java.util.Optional;

/** What is to be done about a service now. */
public sealed interface Outcome {
    /** Go on with the run under way. */
    record GoOn() implements Outcome {}

    /** Nothing; the decision is recorded. */
    record Hold() implements Outcome {}

    /** Nothing before {@code until}; then decide anew. */
    record Wait(Instant until) implements Outcome {}

    /** Nothing but telling people. */
    record Tell() implements Outcome {}

    /** Ask a human. */
    record Ask(Proposal proposal) implements Outcome {}

    /** Do what a dead Region kept from being done. */
    record DoOwed(OwedTask task) implements Outcome {}

    /** A failover is due, but the fleet limit is reached: wait for a place; decided anew at every tick. */
    record Queue() implements Outcome {}

    /**
     * Begin a run.
     *
     * @param generation the run's; one more than the record's
     * @param outageSince when the outage began, as far as the votes tell; now when none did
     * @param because this decision's text, or the operator's words
     * @param by the operator who ordered or approved it; empty when automatic
     */
    record Start(
            long generation,
            Run.Kind kind,
            String from,
            String to,
            Instant outageSince,
            String because,
            Optional<String> by)
            implements Outcome {}

    /**
     * Save {@code next} in the record's place, then decide anew without the command: an operator's command that only changes the
     * record is carried out by that, and so is the end of an owed task that has become pointless.
     *
     * @param next with the lease and the revision of the record that was decided on
     */
    record Change(ServiceRecord next) implements Outcome {}

    /** The operator's command can't be carried out, for this decision's reason. */
    record Refuse() implements Outcome {}

    /** Whether an operator's command was accepted by this. */
    default boolean accepts() {
        return this instanceof Start || this instanceof Change;
    }
}
