// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.watch;

import dev.autofailover.lambda.SideBySide;
import dev.autofailover.lambda.VirtualThreads;

/**
 * How observers and checks run beside each other.
 *
 * @param observers runs the observers, however many there are: they mostly wait
 * @param checks runs the checks of all observers
 */
public record Crew(SideBySide observers, SideBySide checks) {
    /** On virtual threads, at most {@code checksAtOnce} checks at a time. */
    public static Crew onVirtualThreads(int checksAtOnce) {
        return new Crew(new VirtualThreads(Integer.MAX_VALUE), new VirtualThreads(checksAtOnce));
    }
}
