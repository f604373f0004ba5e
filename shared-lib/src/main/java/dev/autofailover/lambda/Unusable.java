// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.lambda;

/**
 * An input, or one record of it, of which nothing can be used; the message says why.
 *
 * <p>Thrown out of a handler it makes Lambda keep the whole input in the function's on-failure destination. It has no stack trace,
 * for where it was found out helps nobody.
 */
public final class Unusable extends RuntimeException {
    private final String reason;

    public Unusable(String reason) {
        super(reason, null, false, false);
        this.reason = reason;
    }

    /** Why; the same as the message. */
    public String reason() {
        return reason;
    }
}
