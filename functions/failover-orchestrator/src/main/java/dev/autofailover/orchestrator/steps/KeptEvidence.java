// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.orchestrator.steps;

import java.util.Map;
import java.util.Optional;

/** What another step has kept: to be read only. */
record KeptEvidence(Map<String, String> kept) implements Evidence {
    @Override
    public Optional<String> get(String name) {
        return Optional.ofNullable(kept.get(name));
    }

    @Override
    public void keep(Map<String, String> more) {
        throw new UnsupportedOperationException("the evidence of a step that is over is not added to by another one");
    }
}
