// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.vote;

/** What an observer thinks of what it looks at. */
public enum Opinion {
    HEALTHY,
    /** Something is wrong, but it is not proved to be down: slow, throttled, degraded, about to fail. */
    SUSPECT,
    DOWN
}
