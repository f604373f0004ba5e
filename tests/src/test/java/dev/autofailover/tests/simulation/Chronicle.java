// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.tests.simulation;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What happened in one history, in order, and which rules it broke. */
final class Chronicle {
    private static final int MANY = 20;

    private final InstantSource time;
    private final List<String> lines = new ArrayList<>();
    private final List<String> violations = new ArrayList<>();

    Chronicle(InstantSource time) {
        this.time = time;
    }

    synchronized void note(String what) {
        double seconds = Duration.between(SimulatedCloud.START, time.instant()).toMillis() / 1000.0;
        lines.add(String.format(Locale.ROOT, "%8.1f  %s", seconds, what));
    }

    /** A rule does not hold now. */
    synchronized void broken(String rule, String how) {
        note("BROKEN    " + rule + ": " + how);
        if (violations.size() < MANY) {
            violations.add(rule + ": " + how);
        }
    }

    synchronized List<String> violations() {
        return List.copyOf(violations);
    }

    synchronized List<String> lines() {
        return List.copyOf(lines);
    }
}
