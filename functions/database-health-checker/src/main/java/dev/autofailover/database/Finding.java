// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.database;

import java.time.Duration;
import java.util.Optional;

/** What one SQL check of one database came to. */
public sealed interface Finding {
    /**
     * It let us in and answered the query.
     *
     * @param inRecovery whether it is a standby
     * @param position in the write-ahead log: replayed so far on a standby, written so far on a writer
     * @param behind on a standby: the age of the last commit it replayed, which also grows while nothing is written; empty when none was
     * @param readOnly whether it says that it takes no writes, while it is no standby
     */
    record Answered(
            boolean inRecovery, Optional<String> position, Optional<Duration> behind, boolean readOnly, Write write)
            implements Finding {}

    /**
     * The server spoke, and would not go on.
     *
     * @param sqlState its code for that
     * @param said its own words
     * @param credentials whether it is the user or the password that it refused
     */
    record Refused(Fault fault, String sqlState, String said, boolean credentials) implements Finding {}

    /**
     * No word from a server: no address, no connection, or none in time.
     *
     * @param how what happened instead, for people
     */
    record Silent(String how) implements Finding {}

    /** The check was not made, and proves nothing. */
    record NotMade(String why) implements Finding {}

    /** What became of the write. */
    sealed interface Write {
        /** Forbidden by the plan, not asked for, or the database is a standby. */
        record NotTried() implements Write {}

        /** A row was committed. */
        record Committed() implements Write {}

        /** No row was committed, as far as we were told. */
        record Failed(Fault fault, String said) implements Write {}
    }
}
