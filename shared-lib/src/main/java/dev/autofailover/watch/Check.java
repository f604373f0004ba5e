// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.watch;

/** Looks at one target once. */
@FunctionalInterface
public interface Check {
    /** Looks, and ends by a limit of its own, whatever the target does. */
    CheckResult look();
}
