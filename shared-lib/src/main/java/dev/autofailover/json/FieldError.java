// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.json;

/**
 * One thing that is wrong with what was written.
 *
 * @param path where: {@code observers.list[1].probe.every}
 * @param value what stands there, shortened and without what may be a secret; "nothing" when it is missing
 * @param remedy what to write instead, as a sentence
 */
public record FieldError(String path, String value, String remedy) {
    @Override
    public String toString() {
        return path + ": " + value + ": " + remedy;
    }
}
