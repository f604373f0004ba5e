// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.orchestrator.steps;

import java.util.Map;
import java.util.Optional;

/** What a step has found out and done so far: what proves it, and what the way back needs. It grows, and is never emptied. */
public interface Evidence {
    /** What is kept under that name. */
    Optional<String> get(String name);

    /**
     * Adds to it, saved before this returns: for what must be known to whoever goes on after us, before the effect that it is about.
     *
     * @throws dev.autofailover.orchestrator.effect.LeaseLost when it could not be saved
     */
    void keep(Map<String, String> more);
}
