// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.watch;

import java.time.Duration;
import java.util.List;

/**
 * What one observer of one plan has to do.
 *
 * @param every how often it looks
 * @param tries how many checks in a row must fail before it says DOWN
 * @param fresh how long its vote counts, so that it is said again before it goes stale
 * @param targets looked at together, in one round; from two on, an observer that reaches none of them is isolated
 */
public record Beat(String service, String observer, Duration every, int tries, Duration fresh, List<Target> targets) {}
