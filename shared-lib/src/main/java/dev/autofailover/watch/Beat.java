// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.watch;

import java.time.Duration;
import java.util.List;

/**
 * What one observer of one plan has to do.
 *
 * @param targets looked at together, in one round; from two on, an observer that reaches none of them is isolated
 */
public record Beat(String service, String observer, Rhythm rhythm, List<Target> targets) {

    /**
     * When it looks, and what it makes of it.
     *
     * @param every how often it looks
     * @param tries how many checks in a row must fail before it says DOWN
     * @param fresh how long its vote counts, so that it is said again before it goes stale
     * @param longest what a check takes that gets no answer; none is begun that could outlast the invocation
     */
    public record Rhythm(Duration every, int tries, Duration fresh, Duration longest) {}
}
