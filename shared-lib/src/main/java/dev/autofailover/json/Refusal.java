// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.json;

/** A {@link Form} can't take that value; the message is the remedy. */
public final class Refusal extends Exception {
    private static final long serialVersionUID = 1L;

    /** With what to write instead, as a sentence. */
    public Refusal(String remedy) {
        // A value of its own kind rather than a failure: nobody looks at where it came from.
        super(remedy, null, false, false);
    }

    /** What to write instead. */
    public String remedy() {
        return String.valueOf(getMessage());
    }
}
