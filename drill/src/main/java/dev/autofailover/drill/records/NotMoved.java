// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.drill.records;

/** Records can't be exported or imported as they are; what is said helps. */
public final class NotMoved extends Exception {
    private static final long serialVersionUID = 1L;

    /** For that reason, with its remedy. */
    public NotMoved(String reason) {
        super(reason);
    }
}
