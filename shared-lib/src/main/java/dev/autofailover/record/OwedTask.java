// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.record;

import dev.autofailover.run.StepKind;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * A step that a dead Region kept from finishing.
 *
 * @param generation the run that owes it
 * @param evidence of the step so far
 */
public record OwedTask(StepKind kind, String site, long generation, Instant since, Map<String, String> evidence) {
    /** The same task, knowing more. */
    public OwedTask with(Map<String, String> more) {
        Map<String, String> all = new HashMap<>(evidence);
        all.putAll(more);
        return new OwedTask(kind, site, generation, since, Map.copyOf(all));
    }
}
