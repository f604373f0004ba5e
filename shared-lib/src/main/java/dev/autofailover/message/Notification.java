// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.message;

import java.time.Instant;
import java.util.Map;

/**
 * Something that people, and machines on the event bus, are told at least once.
 *
 * @param id the same on every repetition, so that a receiver can drop what it has seen
 * @param generation of the run that it is about, or of the newest one
 * @param kind what happened, as a code: a decision's reason, or one of {@code RunNews}: {@code RUN_STARTED}, {@code RUN_DONE} …
 * @param title at most 99 characters, one line (SNS subject limit: below 100)
 * @param text what happened, on what grounds, and what a human should do
 * @param facts the same as data
 */
public record Notification(
        String id,
        String service,
        long generation,
        Severity severity,
        String kind,
        String title,
        String text,
        Instant at,
        Map<String, String> facts) {

    /** What is asked of a human. */
    public enum Severity {
        /** Nothing. */
        INFO,
        /** Look at it in working hours. */
        WARNING,
        /** Act now: an approval, two writers, a run that does not come to an end. */
        CRITICAL
    }
}
