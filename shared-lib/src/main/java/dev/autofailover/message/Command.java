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

    /**
     * Move to the standby now, the old writer's word or not.
     *
     * @param expectActive refuse unless this site is active; empty: whatever is active
     * @param accepts the loss accepted by name
     * @param dryRun go the same way, say each call that would be made, make none that changes anything
     */
    record Failover(
            String service,
            Optional<String> expectActive,
            AcceptedLoss accepts,
            boolean dryRun,
            String reason,
            String by)
            implements Order {}

    /** Move to the standby without losing a write, or turn back. */
    record Switchover(String service, Optional<String> expectActive, boolean dryRun, String reason, String by)
            implements Order {}

    /** Take over a finished move that was made outside: one writer, the other fenced, gone or its replica. */
    record Adopt(String service, String reason, String by) implements Order {}

    /** Yes to what was asked with that generation. */
    record Approve(String service, long generation, AcceptedLoss accepts, String reason, String by) implements Order {}

    /** Halt automation; commands still work. */
    record Pause(String service, String reason, String by) implements Order {}

    /** Let automation work again. */
    record Resume(String service, String reason, String by) implements Order {}

    /** The last run has been looked at; the next automatic one may start once the cool-down is over. */
    record Acknowledge(String service, String reason, String by) implements Order {}
}
