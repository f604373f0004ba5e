// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.simulated;

/** An error answer of AWS: its code, HTTP status and message. */
public final class AwsError extends RuntimeException {
    private final String code;
    private final int status;

    public AwsError(int status, String code, String message) {
        super(message);
        this.code = code;
        this.status = status;
    }

    /** The code as it stands on the wire, such as {@code InvalidDBInstanceState}. */
    public String code() {
        return code;
    }

    /** The HTTP status, 400 to 599. */
    public int status() {
        return status;
    }
}
