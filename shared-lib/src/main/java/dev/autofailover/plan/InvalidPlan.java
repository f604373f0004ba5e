// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.plan;

import java.util.List;
import java.util.stream.Collectors;

/** A plan that can't be carried out; it never comes into force. Says everything that is wrong with it. */
public final class InvalidPlan extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient List<PlanError> errors;

    InvalidPlan(List<PlanError> errors) {
        super(errors.stream().map(PlanError::toString).collect(Collectors.joining("\n")));
        this.errors = List.copyOf(errors);
    }

    /** Everything that is wrong, in the order of the file where that is known; never empty. */
    public List<PlanError> errors() {
        return errors;
    }
}
