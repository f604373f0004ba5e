// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.orchestrator.effect;

/** This worker has lost, or can't renew, its right to work on the service: it stops at once, and the next one goes on. */
public final class LeaseLost extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public LeaseLost(String why) {
        super(why, null, false, false);
    }
}
