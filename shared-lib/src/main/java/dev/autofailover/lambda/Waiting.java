// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.lambda;

import java.time.Duration;

/** Waiting as a port, so that a test can be an hour long and take a millisecond. */
@FunctionalInterface
public interface Waiting {
    /** Returns after {@code howLong}, or at once when the thread is interrupted (its interrupt flag is then set). */
    void pause(Duration howLong);
}
