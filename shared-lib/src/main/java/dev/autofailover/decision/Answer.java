// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.decision;

/** What a row says when it fits; with the row's number and the votes it is a {@link Decision}. */
record Answer(Reason reason, Outcome outcome, String text) {
    static Answer tell(Reason reason, String text) {
        return new Answer(reason, new Outcome.Tell(), text);
    }

    static Answer hold(Reason reason, String text) {
        return new Answer(reason, new Outcome.Hold(), text);
    }

    static Answer refuse(Reason reason, String text) {
        return new Answer(reason, new Outcome.Refuse(), text);
    }
}
