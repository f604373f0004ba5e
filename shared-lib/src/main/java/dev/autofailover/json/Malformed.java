// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.json;

import java.util.List;
import java.util.stream.Collectors;

/** What was written can't be used. Says everything that is wrong with it, not only the first thing. */
public final class Malformed extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient List<FieldError> errors;

    /** At least one error. */
    public Malformed(List<FieldError> errors) {
        super(errors.stream().map(FieldError::toString).collect(Collectors.joining("; ")));
        this.errors = List.copyOf(errors);
    }

    /** Where, what stands there, and what to write instead; never empty. */
    public List<FieldError> errors() {
        return errors;
    }
}
