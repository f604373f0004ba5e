// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.json;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What a field's value must look like.
 *
 * @param <T> what it is read into
 */
public interface Form<T> {
    /**
     * The value, typed.
     *
     * @throws Refusal when it is of another form, with the remedy
     */
    T read(JsonNode written) throws Refusal;

    /** What to write, as a sentence; the remedy when the field is missing. */
    String remedy();

    /**
     * Goes on in place of a value that was refused, so that the rest can still be checked. What is built from it is never handed
     * out.
     */
    T standIn();
}
