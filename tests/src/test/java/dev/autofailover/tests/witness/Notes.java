// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.tests.witness;

import dev.autofailover.orchestrator.steps.Evidence;
import java.util.Map;
import java.util.Optional;

/** A step's evidence that nobody saves. */
record Notes(Map<String, String> kept) implements Evidence {
    @Override
    public Optional<String> get(String name) {
        return Optional.ofNullable(kept.get(name));
    }

    @Override
    public void keep(Map<String, String> more) {
        kept.putAll(more);
    }
}
