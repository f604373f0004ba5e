// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.database;

/** What an error that a database server answered with says about that server. */
public enum Fault {
    /** It does not do what it is there for; so often in a row, and it is DOWN. */
    BROKEN,
    /** It lives, but has no room for us now: SUSPECT, never DOWN. */
    BUSY,
    /** It refuses this checker's user, database or table: a fault of configuration, no vote. */
    CONFIGURATION
}
