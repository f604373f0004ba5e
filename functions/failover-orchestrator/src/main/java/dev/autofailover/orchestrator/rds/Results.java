// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.orchestrator.rds;

import dev.autofailover.run.StepResult;
import java.util.Map;

/** Results of steps, in short. */
final class Results {
    private Results() {}

    static StepResult done(String note, Map<String, String> evidence) {
        return new StepResult.Done(note, evidence);
    }

    static StepResult notYet(String note) {
        return new StepResult.NotYet(note, Map.of());
    }

    static StepResult notYet(String note, Map<String, String> evidence) {
        return new StepResult.NotYet(note, evidence);
    }

    static StepResult unreachable(String note) {
        return new StepResult.Unreachable(note, Map.of());
    }
}
