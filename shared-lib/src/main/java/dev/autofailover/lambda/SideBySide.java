// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.lambda;

import java.util.List;
import java.util.function.Supplier;

/** Doing several things at once as a port, so that a test decides what happens in which order. */
@FunctionalInterface
public interface SideBySide {
    /**
     * Starts all of them, returns when all have ended, with their results in the same order. One that throws harms no other; what the
     * first of them threw is thrown when all have ended.
     */
    <T> List<T> all(List<? extends Supplier<T>> tasks);
}
