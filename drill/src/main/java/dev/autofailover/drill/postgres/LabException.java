// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.drill.postgres;

/** The lab's own machinery did not do what it was asked to; the message says what, and where to look. */
public final class LabException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public LabException(String message) {
        super(message);
    }

    public LabException(String message, Throwable cause) {
        super(message + ": " + cause.getMessage(), cause);
    }
}
