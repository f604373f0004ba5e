// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.orchestrator.effect;

import java.time.Duration;
import java.util.List;

/**
 * The gate through which every call goes that changes the world.
 *
 * <p>It lets a call through only while the lease of the service outlasts the call, for AWS can't tell a late worker's call from a
 * timely one. In a dry run it lets none through, and says what it held back.
 */
public interface Effects {
    /** How long a call through this gate may take; its client gives up by then. */
    Duration LONGEST_CALL = Duration.ofSeconds(4);

    /**
     * Makes the call, or only notes it.
     *
     * @throws LeaseLost when somebody else may be at work on the service by now; the call was not made
     */
    void perform(PlannedCall call, Runnable action);

    /** The calls that were held back so far: a dry run takes them for made. Empty when this is no dry run. */
    List<PlannedCall> assumed();
}
