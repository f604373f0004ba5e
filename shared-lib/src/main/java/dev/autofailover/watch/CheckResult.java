// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.watch;

import java.util.Map;

/** What one check of one target came to. An expected outcome, never an exception. */
public sealed interface CheckResult {
    /** One sentence, for people. */
    String reason();

    /** What it rests on, such as {@code latencyMillis}, {@code error}, {@code position}. */
    Map<String, String> evidence();

    /** Whether the target itself answered, be it with an error: who reaches nobody is isolated. */
    boolean reached();

    /** The target does what it is there for. */
    record Passed(String reason, Map<String, String> evidence) implements CheckResult {
        @Override
        public boolean reached() {
            return true;
        }
    }

    /** It lives, but it is slow, throttled or full: never a reason to say DOWN, however often it comes. */
    record Ailing(String reason, Map<String, String> evidence) implements CheckResult {
        @Override
        public boolean reached() {
            return true;
        }
    }

    /** It does not do what it is there for. So many of these in a row, and it is DOWN. */
    record Failed(String reason, Map<String, String> evidence, boolean reached) implements CheckResult {}

    /** The check proves nothing about the target: a fault of configuration, or no credentials. It gives no vote. */
    record Inconclusive(String reason, Map<String, String> evidence, boolean reached) implements CheckResult {}
}
