// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.decision;

import dev.autofailover.record.OwedTask;
import dev.autofailover.record.Proposal;
import dev.autofailover.run.Run;
import java.time.Instant;

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

    /** Begin this run. */
    record Start(Run run) implements Outcome {}

    /** The operator's command can't be carried out, for this decision's reason. */
    record Refuse() implements Outcome {}
}
