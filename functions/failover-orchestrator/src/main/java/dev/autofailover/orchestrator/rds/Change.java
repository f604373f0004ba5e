// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.orchestrator.rds;

/** What became of a call that changes something. */
sealed interface Change {
    /**
     * RDS took it.
     *
     * @param status of the resource, as RDS answered
     */
    record Accepted(String status) implements Change {}

    /** RDS did not take it, or nobody knows; look again. */
    record NotAccepted(String text) implements Change {}
}
