// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.orchestrator.effect;

import java.util.ArrayList;
import java.util.List;

/** The gate of a dry run: notes each call and makes none. */
public final class Rehearsal implements Effects {
    private final List<PlannedCall> calls = new ArrayList<>();

    @Override
    public synchronized void perform(PlannedCall call, Runnable action) {
        calls.add(call);
    }

    @Override
    public synchronized List<PlannedCall> assumed() {
        return List.copyOf(calls);
    }
}
