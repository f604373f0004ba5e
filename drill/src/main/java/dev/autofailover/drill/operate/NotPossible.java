// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.drill.operate;

/** What was asked for can't be done; the message is a sentence for the operator, with the remedy. */
public class NotPossible extends Exception {
    private static final long serialVersionUID = 1L;

    public NotPossible(String message) {
        super(message);
    }

    /** The sentence. */
    public String text() {
        return String.valueOf(getMessage());
    }
}
