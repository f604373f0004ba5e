// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.tests.packaged;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** The world of a function whose classes are its jar's own: in types of the JDK, which are all that both sides share. */
public interface Outside {
    /** The environment variables. */
    Map<String, String> variables();

    /** What time it is. */
    InstantSource clock();

    /** Returns when so much time has passed. */
    void pause(Duration howLong);

    /** Runs the tasks side by side, and returns their results in the same order. */
    <T> List<T> together(List<? extends Supplier<T>> tasks);

    /** What a name leads to. */
    Set<String> names(String name);

    /** Carries a call to AWS. */
    Answered send(Sent call) throws IOException;

    /** Looks at the database at {@code host}, and writes where asked to. */
    Looked look(String host, boolean write);

    /** A call. */
    record Sent(String method, URI uri, Map<String, List<String>> headers, byte[] body) {}

    /** Its answer. */
    record Answered(int status, Map<String, List<String>> headers, byte[] body) {}

    /**
     * What a database said.
     *
     * @param silent what happened instead of an answer
     * @param behind how far a standby is behind
     * @param writing whether a row was to be written
     * @param notWritten why no row was committed
     */
    record Looked(
            Optional<String> silent,
            boolean inRecovery,
            Optional<String> position,
            Optional<Duration> behind,
            boolean writing,
            Optional<String> notWritten) {}
}
