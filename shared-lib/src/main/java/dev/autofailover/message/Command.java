// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.message;

import dev.autofailover.record.AcceptedLoss;
import java.util.Optional;

/** What an operator tells the orchestrator, as JSON {@code {"command": "…", …}}. */
public sealed interface Command {
    /** Who says it, as they name themselves; for the record. */
    String by();

    /** Validate the plan and put it in force for its service. */
    record ApplyPlan(String text, String by) implements Command {}

    /** What a service's record says now. */
    record Status(Optional<String> service, String by) implements Command {}

    /** A command about one service that the decision table answers. */
    sealed interface Order extends Command {
        String service();

        /** Why, in the operator's words. */
        String reason();
    }

    /** A command to move the service; the decision table starts a run for it, or refuses. */
    sealed interface Move extends Order {
        /** Refuse unless this site is active; empty: whatever is active. */
        Optional<String> expectActive();

        /** Go the same way, say each call that would be made, make none that changes anything. */
        boolean dryRun();
    }

    /** A command that only changes the record; answered at any time, before the decision table is read. */
    sealed interface Edit extends Order {}

    /**
     * Move to the standby now, the old writer's word or not.
     *
     * @param accepts the loss accepted by name
     */
    record Failover(
            String service,
            Optional<String> expectActive,
            AcceptedLoss accepts,
            boolean dryRun,
            String reason,
            String by)
            implements Move {}

    /** Move to the standby without losing a write, or turn back. */
    record Switchover(String service, Optional<String> expectActive, boolean dryRun, String reason, String by)
            implements Move {}

    /** Take over a finished move that was made outside: one writer, the other fenced, gone or its replica. */
    record Adopt(String service, String reason, String by) implements Edit {}

    /** Yes to what was asked with that generation. */
    record Approve(String service, long generation, AcceptedLoss accepts, String reason, String by) implements Edit {}

    /** Halt automation; commands still work. */
    record Pause(String service, String reason, String by) implements Edit {}

    /** Let automation work again. */
    record Resume(String service, String reason, String by) implements Edit {}

    /** The last run has been looked at; the next automatic one may start once the cool-down is over. */
    record Acknowledge(String service, String reason, String by) implements Edit {}
}
