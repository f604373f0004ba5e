// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.run;

import java.util.Map;

/** What became of one try to ensure a step. Expected outcomes are values; an exception is a bug or the world's fault, and means {@link NotYet}. */
public sealed interface StepResult {
    String note();

    /** What is to be kept of this try, whatever its outcome; merged into the step's evidence. */
    Map<String, String> evidence();

    /** It holds now, proved. */
    record Done(String note, Map<String, String> evidence) implements StepResult {}

    /** Under way, or to be tried again: look again soon. */
    record NotYet(String note, Map<String, String> evidence) implements StepResult {}

    /** The Region that it must be done in does not answer. */
    record Unreachable(String note, Map<String, String> evidence) implements StepResult {}

    /** It can't come about, however long one waits; before promotion the run turns back. */
    record Impossible(String note, Map<String, String> evidence) implements StepResult {}
}
